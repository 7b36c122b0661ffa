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

/**
 * Of one reviewer, of what is alike and stands side by side: nobody says the same so often without having seen it, and
 * whoever does costs no more by it.
 */
export const MOST_ALIKE = 100;

/** Under this name stand the values of a single-valued field. */
const VALUE = "";

type Same = (a: unknown, b: unknown) => boolean;

/**
 * How acts change fields. An act takes away only what its reviewer had seen, so that what was said at the same time
 * stands side by side; an act in doubt takes nothing away.
 */
export class Fields {
  readonly #past: Past;
  readonly #inForce: ReadonlySet<ReviewerKey>;
  readonly #writes = new Map<ActDigest, Write[]>();
  /** The members of each field, those that are alike together, until all is folded. */
  readonly #members = new Map<Said<unknown>[], Map<string, Said<unknown>[]>>();

  constructor({ past, inForce }: Pick<Acts, "past" | "inForce">) {
    this.#past = past;
    this.#inForce = inForce;
  }

  /** A single-valued field gets a value instead of all that were seen. */
  set<T>(field: Said<T>[], value: T, signed: SignedAct): void {
    this.offer(field, value, signed, undefined, () => true);
  }

  /** A set that only grows gets a member. */
  add<T>(field: Said<T>[], value: T, signed: SignedAct): void {
    field.push(said(value, signed));
  }

  /**
   * A set gets a member of that name.
   * @param instead which of those that were seen it takes away; one too many takes away nothing
   */
  put<T>(
    field: Said<T>[],
    name: string,
    value: T,
    signed: SignedAct,
    instead: (one: Said<T>) => boolean = () => false,
  ): void {
    const alike = this.#alike(field, name);
    const stays = this.#without(alike, signed, instead);
    const own = stays.reduce((count, { by }) => (by === signed.act.reviewer ? count + 1 : count), 0);
    if (own >= MOST_ALIKE) return;
    replace(alike, stays);
    alike.push(said(value, signed));
  }

  /** A set loses the members of that name, as far as they were seen: what was added meanwhile stays. */
  remove<T>(field: Said<T>[], name: string, signed: SignedAct): void {
    const alike = this.#alike(field, name);
    replace(
      alike,
      this.#without(alike, signed, () => true),
    );
  }

  /** Once all acts are folded: the fields hold their members. */
  fill(): void {
    for (const [field, members] of this.#members)
      for (const alike of members.values()) for (const one of alike) field.push(one);
  }

  /** The chosen value again, now by the one who decided; the others that were named are superseded by it. */
  settle(chosen: ActDigest, over: readonly ActDigest[], signed: SignedAct): void {
    const named = new Set([chosen, ...over]);
    for (const { field, value, same } of this.#writes.get(chosen) ?? []) {
      if (same && this.#isAlone(field, value, same, signed)) continue;
      this.offer(field, value, signed, same, ({ act }) => named.has(act));
    }
  }

  /**
   * A value stands beside the others, until somebody chooses one.
   * @param same if given, nobody chooses alone what only they said
   * @param instead see {@link put}
   */
  offer<T>(
    field: Said<T>[],
    value: T,
    signed: SignedAct,
    same?: (a: T, b: T) => boolean,
    instead?: (one: Said<T>) => boolean,
  ): void {
    this.put(field, VALUE, value, signed, instead);
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
    return this.#alike(field, VALUE).every(
      (one) =>
        one.doubt ||
        one.by === act.reviewer ||
        !this.#inForce.has(one.by) ||
        !same(value, one.value) ||
        !this.#past.includes(digest, one.act),
    );
  }

  /** What is left once an act has taken away what it may: of what matches, that which its reviewer had seen. */
  #without<T>(
    alike: readonly Said<T>[],
    { digest, doubt }: SignedAct,
    matches: (one: Said<T>) => boolean,
  ): readonly Said<T>[] {
    if (doubt) return alike;
    return alike.filter((one) => !matches(one) || !this.#past.includes(digest, one.act));
  }

  #alike<T>(field: Said<T>[], name: string): Said<T>[] {
    const members = this.#members.get(field) ?? new Map<string, Said<unknown>[]>();
    this.#members.set(field, members);
    const alike = members.get(name) ?? [];
    members.set(name, alike);
    return alike as Said<T>[];
  }
}

function replace<T>(alike: Said<T>[], stays: readonly Said<T>[]): void {
  if (stays.length === alike.length) return;
  alike.length = 0;
  for (const one of stays) alike.push(one);
}

function said<T>(value: T, { act, digest, doubt }: SignedAct): Said<T> {
  return { value, by: act.reviewer, on: act.on, act: digest, doubt };
}
