import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import type { Day } from "../day.ts";
import type { EnvelopeId, StoredEnvelope } from "../pickup.ts";
import type { EnvelopeRow } from "./day-file.ts";

/** What is in the spool, in memory: every envelope without its bytes. */
export class Catalogue {
  readonly #days = new Map<Day, Map<EnvelopeId, StoredEnvelope>>();
  readonly #digests = new Map<string, EnvelopeId>();
  #bytes = 0;

  /** Of all envelopes. */
  get bytes(): number {
    return this.#bytes;
  }

  get days(): Day[] {
    return [...this.#days.keys()].sort();
  }

  of(day: Day): Iterable<StoredEnvelope> {
    return this.#days.get(day)?.values() ?? [];
  }

  hasDigest(digest: EnvelopeDigest): boolean {
    return this.#digests.has(encodeHex(digest));
  }

  find(id: EnvelopeId): StoredEnvelope | undefined {
    for (const envelopes of this.#days.values()) {
      const envelope = envelopes.get(id);
      if (envelope) return envelope;
    }
    return undefined;
  }

  /** The envelope, unless it is there already (a crash can leave one in two files). */
  add(day: Day, row: EnvelopeRow): StoredEnvelope | undefined {
    const envelope = {
      id: encodeHex(row.key) as EnvelopeId,
      day,
      size: row.size,
      digest: encodeHex(row.digest),
      parts: row.parts,
    };
    const envelopes = this.#days.get(day) ?? new Map<EnvelopeId, StoredEnvelope>();
    if (envelopes.has(envelope.id)) return undefined;
    this.#days.set(day, envelopes.set(envelope.id, envelope));
    this.#digests.set(envelope.digest, envelope.id);
    this.#bytes += envelope.size;
    return envelope;
  }

  remove(envelope: StoredEnvelope): void {
    const envelopes = this.#days.get(envelope.day);
    if (!envelopes?.delete(envelope.id)) return;
    if (envelopes.size === 0) this.#days.delete(envelope.day);
    if (this.#digests.get(envelope.digest) === envelope.id) this.#digests.delete(envelope.digest);
    this.#bytes -= envelope.size;
  }
}
