import { sha256 } from "@noble/hashes/sha2.js";
import { concat } from "../../crypto/bytes.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import type { TarFile } from "../../crypto/tar.ts";
import { recognise } from "../report/recognise.ts";
import { SNIFF_LENGTH } from "../report/sniff.ts";
import type { FoundFile } from "./opened-tip.ts";

/** Looks at a file as its bytes come: what it is, how long, and its hash. Nothing of it is kept. */
export class FileLook {
  readonly #hash = sha256.create();
  #beginning: Uint8Array = new Uint8Array(0);
  #size = 0;

  push(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#size += bytes.length;
    if (this.#beginning.length < SNIFF_LENGTH)
      this.#beginning = concat(this.#beginning, bytes).slice(0, SNIFF_LENGTH);
  }

  /** To be called once, after the last byte. */
  finish(name: string): FoundFile {
    const type = recognise(this.#beginning, name);
    return { name, size: this.#size, type, sha256: encodeHex(this.#hash.digest()) };
  }
}

/** Reads a file to its end. */
export async function lookAtFile(name: string, content: TarFile["content"]): Promise<FoundFile> {
  const look = new FileLook();
  for await (const bytes of content) look.push(bytes);
  return look.finish(name);
}
