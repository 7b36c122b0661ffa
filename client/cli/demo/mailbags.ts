import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { CryptoError } from "../../../crypto/errors.ts";
import { MAILBAG_LENGTH, parseMailbag } from "../../../protocol/letters.ts";
import type { CourierServer } from "../../courier/server.ts";
import { readSmallFile } from "../files.ts";

/** Where mailbags are put that the demo delivers, below its data folder. */
export const MAILBAGS = "mailbags";

/** The demo's folder of mailbags: each that is put there is delivered once. */
export class MailbagFolder {
  readonly #path: string;
  readonly #server: CourierServer;
  readonly #say: (sentence: string) => void;
  /** Sizes at the last look: what has another one now is still being written. */
  #sizes: ReadonlyMap<string, number> = new Map();
  readonly #done = new Set<string>();

  /** @param say is told what became of each, once */
  constructor(data: string, server: CourierServer, say: (sentence: string) => void) {
    this.#path = join(data, MAILBAGS);
    this.#server = server;
    this.#say = say;
  }

  /** Delivers what has come since the last look. @throws ServerError; what goes wrong with the folder */
  async look(): Promise<void> {
    await mkdir(this.#path, { recursive: true, mode: 0o700 });
    const before = this.#sizes;
    this.#sizes = await sizesIn(this.#path);
    for (const [name, size] of this.#sizes) {
      const look = `${size} ${name}`;
      if (size === 0 || this.#done.has(look) || before.get(name) !== size) continue;
      this.#done.add(look);
      await this.#deliver(name, size);
    }
  }

  async #deliver(name: string, size: number): Promise<void> {
    const bytes = size === MAILBAG_LENGTH ? await readSmallFile(join(this.#path, name)) : new Uint8Array(0);
    if (!isMailbag(bytes)) return this.#say(`${name} is no mailbag, and was left alone.`);
    const delivered = await this.#server.deliver(bytes);
    if (delivered === "taken") this.#say(`A mailbag has come, and was delivered: ${join(MAILBAGS, name)}`);
    else if (delivered !== "there") this.#say(`${name} was not taken by the server (${delivered}).`);
  }
}

async function sizesIn(folder: string): Promise<Map<string, number>> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith(".")).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await sizeOf(join(folder, name))] as const)),
  );
}

/** Of what is no plain file, or has just gone, 0. */
async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : 0;
  } catch {
    return 0;
  }
}

function isMailbag(bytes: Uint8Array): boolean {
  try {
    parseMailbag(bytes);
    return true;
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}
