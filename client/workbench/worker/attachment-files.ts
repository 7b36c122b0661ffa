import { hybridIdentity } from "../../../crypto/age/identities.ts";
import { collectInto } from "../../../crypto/bytes.ts";
import { readBlob } from "../../browser/read-blob.ts";
import { openCasebook } from "../../casebook/read-casebook.ts";
import type { StoredAttachment } from "../../casebook/write-casebook.ts";
import { troubleOf } from "../../opening/trouble.ts";
import { extract } from "./extract.ts";
import type { Wanted } from "./messages.ts";
import type { Unlocked } from "./unlocked.ts";

/** The attachments of the casebooks that were opened, read again from their files whenever they are asked for. */
export class AttachmentFiles {
  readonly #unlocked: Unlocked;
  readonly #files = new Map<string, Blob>();

  constructor(unlocked: Unlocked) {
    this.#unlocked = unlocked;
  }

  /** A casebook's file holds these. */
  add(hashes: readonly string[], file: Blob): void {
    for (const hash of hashes) this.#files.set(hash, file);
  }

  get hashes(): ReadonlySet<string> {
    return new Set(this.#files.keys());
  }

  async find(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const file = this.#files.get(sha256);
    return file && (await this.#attachmentsOf(file)).get(sha256);
  }

  /** All that can still be read. */
  async held(): Promise<StoredAttachment[]> {
    const files = new Set(this.#files.values());
    const held = await Promise.all([...files].map((file) => ifReadable(this.#attachmentsOf(file))));
    return held.flatMap((attachments) =>
      [...(attachments ?? [])].map(([sha256, bytes]) => stored(sha256, bytes.length, [bytes])),
    );
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
    if (!troubleOf(error)) throw error;
    return undefined;
  });
}

function stored(sha256: string, size: number, content: StoredAttachment["content"]): StoredAttachment {
  return { sha256: sha256 as StoredAttachment["sha256"], size, content };
}
