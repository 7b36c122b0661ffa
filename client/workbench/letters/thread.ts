import type { ReviewerKey } from "../../casebook/names.ts";
import type { Reply } from "../../report/reply.ts";
import type { QueuedTip } from "../queue/queued-tip.ts";
import type { ShownLetter } from "../worker/casebook-messages.ts";

/** What went to and fro with one address. */
export type Entry =
  | { readonly kind: "tip"; readonly day: string; readonly tip: QueuedTip }
  | { readonly kind: "letter"; readonly day: string; readonly letter: ShownLetter };

/** Where a tip says that an answer may go. */
export function replyIn({ contents }: QueuedTip): Reply | undefined {
  return contents.kind === "report" ? (contents.tip.reply ?? undefined) : undefined;
}

/** Whether a letter to an address is one to a tip's source, as far as can be told here. */
export type Answering = "yes" | "not-opened" | "another";

export function answering(tip: QueuedTip | undefined, address: string): Answering {
  if (!tip) return "not-opened";
  const { contents } = tip;
  if (replyIn(tip)?.address !== address || failsProof(tip)) return "another";
  return contents.kind === "report" && contents.proof === "holds" ? "yes" : "not-opened";
}

/** In the order of days; a tip before the letters of its day. What doesn't prove its address is no part of it. */
export function threadOf(
  address: string,
  tips: Iterable<QueuedTip>,
  letters: readonly ShownLetter[],
): readonly Entry[] {
  const entries: Entry[] = [];
  for (const tip of tips) {
    const isOfIt = replyIn(tip)?.address === address && !failsProof(tip);
    if (isOfIt) entries.push({ kind: "tip", day: tip.day ?? "", tip });
  }
  for (const letter of letters)
    if (letter.address === address) entries.push({ kind: "letter", day: letter.letter.on, letter });
  return entries.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : placeOf(a) - placeOf(b)));
}

function placeOf(entry: Entry): number {
  return entry.kind === "tip" ? 0 : entry.letter.letter.number;
}

function failsProof({ contents }: QueuedTip): boolean {
  return contents.kind === "report" && contents.proof === "fails";
}

/** The last letter, if somebody else signed it and no tip came on a later day. */
export function answeredBy(thread: readonly Entry[], me: ReviewerKey): ShownLetter | undefined {
  const last = thread.at(-1);
  if (last?.kind !== "letter" || !last.letter.isSound) return undefined;
  return last.letter.signers.includes(me) ? undefined : last.letter;
}

/** Of letters that are there, the numbers that two different ones have. */
export function numbersTwice(thread: readonly Entry[]): ReadonlySet<number> {
  const numbers = thread.flatMap((entry) =>
    entry.kind === "letter" && entry.letter.isSound ? entry.letter.letter.number : [],
  );
  const [once, twice] = [new Set<number>(), new Set<number>()];
  for (const number of numbers) (once.has(number) ? twice : once).add(number);
  return twice;
}

/** As a letter has it: no control characters but the ends of lines, and no white space around it. */
export function asSent(typed: string): string {
  return typed
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n]/gu, " ")
    .replace(/\p{Cs}/gu, "\ufffd")
    .trim();
}
