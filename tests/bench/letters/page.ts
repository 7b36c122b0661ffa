import { type Codename, newCodename } from "../../../client/letters/codename.ts";
import { findLetters } from "../../../client/letters/find-letters.ts";
import { makeMailbag } from "../../../client/letters/mailbag.ts";
import { deriveReplyKeys } from "../../../client/letters/reply-keys.ts";
import { digestsOf } from "../../../client/source/worker/sealing.ts";
import type { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { noble } from "../../../crypto/primitives/noble.ts";
import type { Slot } from "../../../protocol/letters.ts";

/** What the bench asks of its page; all times in seconds. */
export interface LettersBenchPage {
  /** Makes one mailbag of fillers: all slots take the same work. */
  makeBag(): Promise<number>;
  /** Looks through so many slots, none of which is one's own, by the host's X25519 or by the library's. */
  look(slots: number, native: boolean): Promise<number>;
  /** From a codename's bytes to its keys. */
  derive(): Promise<number>;
  /** Reads and hashes an attachment of so many bytes, as a proof needs it. */
  hash(length: number): Promise<number>;
}

const ANYWHERE = new Uint8Array(32) as Uint8Array as Parameters<typeof deriveReplyKeys>[1];
let bag: readonly Slot[] = [];

const bench: LettersBenchPage = {
  makeBag: () =>
    seconds(async () => {
      bag = await makeMailbag([], noble);
    }),
  async look(slots, native) {
    const pool = Array.from({ length: slots }, (_, i) => bag[i % bag.length] as Slot);
    const keys = deriveReplyKeys(newCodename() as Codename, ANYWHERE, noble);
    const { subtle } = crypto;
    if (!native) Object.defineProperty(crypto, "subtle", { value: digestOnly(subtle), configurable: true });
    const taken = await seconds(() => findLetters(pool, keys, NO_ROSTER, noble));
    if (!native) Object.defineProperty(crypto, "subtle", { value: subtle, configurable: true });
    return taken;
  },
  derive: () => seconds(async () => deriveReplyKeys(newCodename(), ANYWHERE, noble)),
  hash(length) {
    const content = new Blob([new Uint8Array(length)]);
    return seconds(() => digestsOf([{ name: "attachments/01-film.mp4", content }]));
  },
};

/** Nothing is found, so that nothing is verified. */
const NO_ROSTER = { roster: { sequence: 1 } } as unknown as VerifiedRoster;

/** A host without X25519, as an older browser is. */
function digestOnly(subtle: SubtleCrypto): Pick<SubtleCrypto, "digest" | "importKey"> {
  return {
    digest: (name, bytes) => subtle.digest(name, bytes),
    importKey: () => Promise.reject(new DOMException("none", "NotSupportedError")),
  };
}

async function seconds(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return (performance.now() - start) / 1000;
}

Object.assign(window, { bench });
