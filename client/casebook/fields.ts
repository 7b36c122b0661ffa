import type { SignedAct } from "./chain.ts";
import type { ActDigest } from "./names.ts";
import type { Past } from "./past.ts";
import type { Said } from "./view.ts";

/** A value that an act gave to a single-valued field, so that it can be chosen later. */
interface Write {
  readonly field: Said<unknown>[];
  readonly value: unknown;
}

/**
 * How acts change fields. An act takes away only what its reviewer had seen, so that what was said at the same time
 * stands side by side; an act in doubt takes nothing away.
 */
export class Fields {
  readonly #past: Past;
  readonly #writes = new Map<ActDigest, Write[]>();

  constructor(past: Past) {
    this.#past = past;
  }

  /** A single-valued field gets a value instead of all that were seen. */
  set<T>(field: Said<T>[], value: T, signed: SignedAct): void {
    this.remove(field, signed, () => true);
    this.#write(field, value, signed);
  }

  /** A set gets a member. */
  add<T>(field: Said<T>[], value: T, { act, digest, doubt }: SignedAct): void {
    field.push({ value, by: act.reviewer, on: act.on, act: digest, doubt });
  }

  /** A set loses the members that match, as far as they were seen: what was added meanwhile stays. */
  remove<T>(field: Said<T>[], { digest, doubt }: SignedAct, matches: (said: Said<T>) => boolean): void {
    if (doubt) return;
    const stays = field.filter((said) => !matches(said) || !this.#past.includes(digest, said.act));
    field.splice(0, field.length, ...stays);
  }

  /** The chosen value again, now by the one who decided; the others that were named are superseded by it. */
  settle(chosen: ActDigest, over: readonly ActDigest[], signed: SignedAct): void {
    const named = new Set([chosen, ...over]);
    for (const { field, value } of this.#writes.get(chosen) ?? []) {
      this.remove(field, signed, ({ act }) => named.has(act));
      this.#write(field, value, signed);
    }
  }

  #write<T>(field: Said<T>[], value: T, signed: SignedAct): void {
    this.add(field, value, signed);
    const writes = this.#writes.get(signed.digest) ?? [];
    writes.push({ field: field as Said<unknown>[], value });
    this.#writes.set(signed.digest, writes);
  }
}
