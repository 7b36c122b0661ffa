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
  readonly #byAddress = new Map<string, OfAddress<Name>>();

  /** @returns the others whose place among those of their address may be another now: as a rule, none or one */
  note(name: Name, day: Day | null, contents: ProvenContents): readonly Name[] {
    const tip = provenTip(contents);
    if (!tip) return [];
    const before = this.#named.get(name);
    if (before?.day === day) return [];
    const noted = { name, day, ...tip };
    const { address } = tip.reply;
    const all = this.#byAddress.get(address) ?? new OfAddress<Name>();
    this.#byAddress.set(address, all);
    this.#named.set(name, noted);
    return all.put(noted, before);
  }

  /** The day on which the last tip of an address came; null if nobody says. */
  lastHeard(address: string): Day | null {
    const days = [...(this.#byAddress.get(address)?.all ?? [])].map(({ day }) => day);
    return days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null);
  }

  /** The tip of an address that came first: by its day; those of which nobody says when, last. */
  firstOf(address: string): Name | undefined {
    return this.#byAddress.get(address)?.first?.name;
  }

  /** Where answers to an address go: what came first. Undefined if no tip proved it, or if its mailbox is weak. */
  replyTo(address: string): Reply | undefined {
    const first = this.#byAddress.get(address)?.first;
    return first?.proof === "holds" ? first.reply : undefined;
  }

  amongOf(name: Name): AmongReplies | undefined {
    const known = this.#named.get(name);
    return known && this.#byAddress.get(known.reply.address)?.placeOf(known);
  }
}

/** The tips of one address. Somebody can send thousands: what comes costs the same, however many are there. */
class OfAddress<Name extends string> {
  readonly #all = new Earliest<Name>();
  readonly #byProof = new Map<string, Earliest<Name>>();
  readonly #byMailbox = new Map<string, Earliest<Name>>();

  get all(): Iterable<Known<Name>> {
    return this.#all;
  }

  get first(): Known<Name> | undefined {
    return this.#all.first;
  }

  /** @param before the same tip as it was known @returns the others whose place may be another now */
  put(known: Known<Name>, before: Known<Name> | undefined): readonly Name[] {
    const first = this.first;
    const same = entry(this.#byProof, known.reply.proof);
    const firstOfSame = same.first;
    for (const some of [this.#all, same, entry(this.#byMailbox, mailboxOf(known))]) some.put(known, before);
    const changed = new Set<Known<Name> | undefined>();
    if (same.first !== firstOfSame) changed.add(firstOfSame).add(same.first);
    if (first && this.first && mailboxOf(first) !== mailboxOf(this.first))
      for (const one of [first, this.first])
        for (const alike of entry(this.#byMailbox, mailboxOf(one))) changed.add(alike);
    return [...changed].flatMap((one) => (one && one.name !== known.name ? one.name : []));
  }

  placeOf(known: Known<Name>): AmongReplies | undefined {
    if (entry(this.#byProof, known.reply.proof).first !== known) return "tip-replayed";
    return this.first && mailboxOf(this.first) !== mailboxOf(known) ? "reply-changed" : undefined;
  }
}

/** Tips of which the one that came first is at hand. */
class Earliest<Name> {
  readonly #tips = new Set<Known<Name>>();
  first: Known<Name> | undefined;

  put(known: Known<Name>, before: Known<Name> | undefined): void {
    if (before) this.#tips.delete(before);
    this.#tips.add(known);
    if (before && this.first === before) this.first = [...this.#tips].reduce(earlier);
    else this.first = this.first ? earlier(this.first, known) : known;
  }

  [Symbol.iterator](): Iterator<Known<Name>> {
    return this.#tips.values();
  }
}

function entry<Name>(map: Map<string, Earliest<Name>>, key: string): Earliest<Name> {
  const found = map.get(key) ?? new Earliest<Name>();
  map.set(key, found);
  return found;
}

function mailboxOf({ reply }: Known<string>): string {
  return `${reply.recipient} ${reply.mailbox}`;
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

/** Of two of the same day, the one whose name is the lower: everybody sees the same. */
function earlier<Name>(a: Known<Name>, b: Known<Name>): Known<Name> {
  const [dayA, dayB] = [a.day ?? "~", b.day ?? "~"];
  if (dayA !== dayB) return dayA < dayB ? a : b;
  return a.name < b.name ? a : b;
}
