import { hybridIdentity } from "../../../crypto/age/identities.ts";
import { collectInto } from "../../../crypto/bytes.ts";
import { readBlob } from "../../browser/read-blob.ts";
import { openCasebook } from "../../casebook/read-casebook.ts";
import type { StoredAttachment } from "../../casebook/write-casebook.ts";
import { codeOf } from "../../opening/error-codes.ts";
import { extract } from "./extract.ts";
import type { Wanted } from "./messages.ts";
import type { Unlocked } from "./unlocked.ts";

/** The attachments of the casebooks that were opened, read again from their files whenever they are asked for. */
export class AttachmentFiles {
  readonly #unlocked: Unlocked;
  /** Those that hold one, the newest first: it may lie on a stick that is gone. */
  readonly #files = new Map<string, readonly Blob[]>();

  constructor(unlocked: Unlocked) {
    this.#unlocked = unlocked;
  }

  /** A casebook's file holds these. */
  add(hashes: readonly string[], file: Blob): void {
    for (const hash of hashes) this.#files.set(hash, [file, ...(this.#files.get(hash) ?? [])]);
  }

  get hashes(): ReadonlySet<string> {
    return new Set(this.#files.keys());
  }

  /** @throws as opening a casebook does, of the oldest file that holds it, if none can be read */
  async find(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const files = this.#files.get(sha256) ?? [];
    const oldest = files.at(-1);
    for (const file of files) {
      const reading = this.#attachmentsOf(file);
      const bytes = (await (file === oldest ? reading : ifReadable(reading)))?.get(sha256);
      if (bytes) return bytes;
    }
    return undefined;
  }

  /** All that can still be read, from whichever file. */
  async held(): Promise<StoredAttachment[]> {
    const found = new Map<string, Uint8Array<ArrayBuffer>>();
    const tried = new Set<Blob>();
    for (const [hash, files] of this.#files)
      for (const file of files) {
        if (found.has(hash)) break;
        if (tried.has(file)) continue;
        tried.add(file);
        for (const [sha256, bytes] of (await ifReadable(this.#attachmentsOf(file))) ?? [])
          found.set(sha256, bytes);
      }
    return [...found].map(([sha256, bytes]) => stored(sha256, bytes.length, [bytes]));
  }

  /** One that no casebook holds yet, from the envelope that it came in. */
  taken({ sha256, size, file, origin, name }: Wanted): StoredAttachment {
    const { keys } = this.#unlocked;
    return stored(
      sha256,
      size,
      (async function* () {
        yield await extract(file, origin, name, keys);
      })(),
    );
  }

  /** Those of which the envelope can still be read. */
  async readable(wanted: readonly Wanted[]): Promise<readonly Wanted[]> {
    const { keys } = this.#unlocked;
    const found: Wanted[] = [];
    for (const one of wanted)
      if (await ifReadable(extract(one.file, one.origin, one.name, keys))) found.push(one);
    return found;
  }

  async #attachmentsOf(file: Blob): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
    const { vault, keys } = this.#unlocked;
    const opened = await openCasebook(readBlob(file), [hybridIdentity(vault.longLived)], keys.primitives);
    const found = new Map<string, Uint8Array<ArrayBuffer>>();
    for await (const { sha256, size, content } of opened.attachments)
      found.set(sha256, await collectInto(size, content));
    return found;
  }
}

/** What is read; undefined if it can't be, for a reason that lies in the file. */
function ifReadable<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    if (!codeOf(error)) throw error;
    return undefined;
  });
}

function stored(sha256: string, size: number, content: StoredAttachment["content"]): StoredAttachment {
  return { sha256: sha256 as StoredAttachment["sha256"], size, content };
}
