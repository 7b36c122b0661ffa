import type { Day } from "../../protocol/day.ts";
import type { Reply } from "../report/reply.ts";
import type { Tip } from "../report/tip.ts";
import { isAnswerable, type ReplyProof } from "./judge-reply.ts";
import type { TipContents } from "./opened-tip.ts";

/**
 * What a tip is among those of its address: the same text with the same files came in another envelope before it; or
 * the address came before with another recipient or mailbox, and that one stays.
 */
export type AmongReplies = "tip-replayed" | "reply-changed";

interface Known<Name> {
  readonly name: Name;
  readonly day: Day | null;
  readonly reply: Reply;
  readonly proof: ReplyProof;
}

/** The tips that proved their addresses, and where answers to each address go. */
export class Replies<Name extends string> {
  readonly #named = new Map<Name, Known<Name>>();
  readonly #byAddress = new Map<string, readonly Known<Name>[]>();

  /** @returns the names of all whose place among the others may be another now */
  note(name: Name, day: Day | null, contents: ProvenContents): readonly Name[] {
    const tip = provenTip(contents);
    if (!tip) return [];
    const { reply, proof } = tip;
    const others = this.of(reply.address).filter((known) => known.name !== name);
    const noted = { name, day, reply, proof };
    const all = [...others, noted].sort(inOrder);
    this.#byAddress.set(reply.address, all);
    this.#named.set(name, noted);
    return all.map((known) => known.name);
  }

  /** Of one address, by the day on which they came; those of which nobody says when, last. */
  of(address: string): readonly Known<Name>[] {
    return this.#byAddress.get(address) ?? [];
  }

  /** Where answers to an address go: what came first. Undefined if no tip proved it, or if its mailbox is weak. */
  replyTo(address: string): Reply | undefined {
    const [first] = this.of(address);
    return first?.proof === "holds" ? first.reply : undefined;
  }

  amongOf(name: Name): AmongReplies | undefined {
    const known = this.#named.get(name);
    if (!known) return undefined;
    const all = this.of(known.reply.address);
    const before = all.slice(
      0,
      all.findIndex((one) => one.name === name),
    );
    if (before.some(({ reply }) => reply.proof === known.reply.proof)) return "tip-replayed";
    const first = before[0]?.reply;
    const isSame =
      !first || (first.recipient === known.reply.recipient && first.mailbox === known.reply.mailbox);
    return isSame ? undefined : "reply-changed";
  }
}

type ProvenContents =
  | TipContents
  | { readonly kind: "report"; readonly tip: Tip; readonly proof?: ReplyProof | undefined };

/** The tip in contents, if it can be answered and its address wrote it. */
function provenTip(
  contents: ProvenContents,
): { readonly reply: Reply; readonly proof: ReplyProof } | undefined {
  if (contents.kind !== "report") return undefined;
  const { tip, proof } = contents;
  if (proof === undefined || proof === "fails" || !isAnswerable(tip)) return undefined;
  return { reply: tip.reply, proof };
}

function inOrder<Name>(a: Known<Name>, b: Known<Name>): number {
  const [dayA, dayB] = [a.day ?? "~", b.day ?? "~"];
  return dayA < dayB ? -1 : dayA > dayB ? 1 : a.name < b.name ? -1 : 1;
}
