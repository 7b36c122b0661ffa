import type { Acts, SignedAct } from "./chain.ts";
import type { ActDigest, ReviewerKey } from "./names.ts";
import type { Past } from "./past.ts";
import type { Said } from "./view.ts";

/** A value that an act gave to a field, so that it can be chosen later. */
interface Write {
  readonly field: Said<unknown>[];
  readonly value: unknown;
  /** Whether two values are the same, where a choice takes two reviewers. */
  readonly same: Same | undefined;
}

type Same = (a: unknown, b: unknown) => boolean;

/**
 * How acts change fields. An act takes away only what its reviewer had seen, so that what was said at the same time
 * stands side by side; an act in doubt takes nothing away.
 */
export class Fields {
  readonly #past: Past;
  readonly #inForce: ReadonlySet<ReviewerKey>;
  readonly #writes = new Map<ActDigest, Write[]>();

  constructor({ past, inForce }: Pick<Acts, "past" | "inForce">) {
    this.#past = past;
    this.#inForce = inForce;
  }

  /** A single-valued field gets a value instead of all that were seen. */
  set<T>(field: Said<T>[], value: T, signed: SignedAct): void {
    this.remove(field, signed, () => true);
    this.offer(field, value, signed);
  }

  /** A set gets a member. */
  add<T>(field: Said<T>[], value: T, { act, digest, doubt }: SignedAct): void {
    field.push({ value, by: act.reviewer, on: act.on, act: digest, doubt });
  }

  /** A set loses the members that match, as far as they were seen: what was added meanwhile stays. */
  remove<T>(field: Said<T>[], { digest, doubt }: SignedAct, matches: (said: Said<T>) => boolean): void {
    if (doubt) return;
    const stays = field.filter((said) => !matches(said) || !this.#past.includes(digest, said.act));
    field.length = 0;
    for (const said of stays) field.push(said);
  }

  /** The chosen value again, now by the one who decided; the others that were named are superseded by it. */
  settle(chosen: ActDigest, over: readonly ActDigest[], signed: SignedAct): void {
    const named = new Set([chosen, ...over]);
    for (const { field, value, same } of this.#writes.get(chosen) ?? []) {
      if (same && this.#isAlone(field, value, same, signed)) continue;
      this.remove(field, signed, ({ act }) => named.has(act));
      this.offer(field, value, signed, same);
    }
  }

  /**
   * A value stands beside the others, until somebody chooses one.
   * @param same if given, nobody chooses alone what only they said
   */
  offer<T>(field: Said<T>[], value: T, signed: SignedAct, same?: (a: T, b: T) => boolean): void {
    this.add(field, value, signed);
    const writes = this.#writes.get(signed.digest) ?? [];
    writes.push({ field: field as Said<unknown>[], value, same: same as Same | undefined });
    this.#writes.set(signed.digest, writes);
  }

  /**
   * Whether the one who decides has seen nobody else of today say the same, in an act that is in no doubt. Who has left
   * is nobody's second: by whose hand an act of theirs was seen, and when, nobody can tell.
   */
  #isAlone(field: Said<unknown>[], value: unknown, same: Same, { act, digest }: SignedAct): boolean {
    if (!this.#inForce.has(act.reviewer)) return true;
    return field.every(
      (said) =>
        said.doubt ||
        said.by === act.reviewer ||
        !this.#inForce.has(said.by) ||
        !same(value, said.value) ||
        !this.#past.includes(digest, said.act),
    );
  }
}
