import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { CryptoError } from "../../crypto/errors.ts";
import { asDay } from "../../protocol/day.ts";
import { type Mailbag, parseMailbag } from "../../protocol/letters.ts";
import { errorCode } from "../errors.ts";
import { endOf } from "../store/day.ts";
import { isDiskFailure } from "../store/sqlite/connection.ts";
import type { KeptBag } from "./rhythm.ts";

/** What a bag's name says: also where it is in its life, waiting for its day to close, or in the pool. */
export interface NamedBag extends KeptBag {
  readonly state: "waiting" | "public";
}

export interface StoredBag extends NamedBag {
  readonly slots: Mailbag;
  readonly bytes: Uint8Array;
}

export interface Contents {
  readonly bags: readonly StoredBag[];
  /** What is no mailbag, by its name. */
  readonly broken: ReadonlyMap<string, NamedBag>;
  /** What the disk doesn't give, by its name, and what it says instead. */
  readonly failing: ReadonlyMap<string, NamedBag & { readonly error: unknown }>;
  /** Names of what a crash left, and a start removes. */
  readonly left: readonly string[];
}

/** Where the mailbags lie below a data folder. */
export function lettersBelow(data: string): string {
  return join(data, "letters");
}

/**
 * The folder of the mailbags, each a plain file: `DAY-N.open.slots` while it waits, N being its courier's number, then
 * `DAY-N.slots`. File times are the day's end.
 */
export class BagFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** What lies there; the folder is made if it isn't there, and what a crash cut short is put right, as far as it can be. */
  async open(): Promise<Contents> {
    await mkdir(this.#path, { recursive: true, mode: 0o700 });
    const contents = await this.look();
    const removed = await Promise.allSettled(contents.left.map((name) => rm(join(this.#path, name))));
    await this.#sync();
    return { ...contents, left: contents.left.filter((_, i) => removed[i]?.status === "rejected") };
  }

  /** What lies there; changes nothing. */
  async look(): Promise<Contents> {
    const names = existsSync(this.#path) ? (await readdir(this.#path)).sort() : [];
    const found = new Map<string, StoredBag | undefined>();
    const broken = new Map<string, NamedBag>();
    const failing = new Map<string, NamedBag & { readonly error: unknown }>();
    for (const name of names) {
      const kept = parseName(name);
      if (!kept) continue;
      try {
        const bag = await this.#readBag(name, kept);
        found.set(name, bag);
        if (!bag) broken.set(name, kept);
      } catch (error) {
        // Beside a running server a file may go in between.
        if (errorCode(error) === "ENOENT") continue;
        if (!isDiskFailure(error)) throw error;
        found.set(name, undefined);
        failing.set(name, { ...kept, error });
      }
    }
    const bags: StoredBag[] = [];
    const left = names.filter(isUnfinished);
    for (const [name, bag] of found) {
      // A crash at publication leaves both files: the public one counts, if it is whole.
      const twin = found.get(twinOf(name));
      if (bag && !(twin && bag.state === "waiting")) bags.push(bag);
      else if (twin) left.push(name);
      if (!twin) continue;
      broken.delete(name);
      failing.delete(name);
    }
    return { bags, broken, failing, left };
  }

  /** Durable on return; if it fails, nothing is left. What goes wrong is thrown as the system's own error. */
  async write(bag: StoredBag): Promise<void> {
    try {
      await this.writeAnew(bag);
    } catch (error) {
      await rm(join(this.#path, nameOf(bag)), { force: true });
      throw error;
    }
  }

  /** The same of one that is there, which stays if it fails: nothing of the file tells then when it came. */
  async writeAnew(bag: StoredBag): Promise<void> {
    const path = join(this.#path, nameOf(bag));
    try {
      await this.#writeNew(`${path}.new`, bag);
      await rename(`${path}.new`, path);
      await this.#sync();
    } catch (error) {
      await rm(`${path}.new`, { force: true });
      throw error;
    }
  }

  /** Written anew, so that nothing of the file tells when it came; durable on return. */
  async publish(bag: StoredBag): Promise<StoredBag> {
    const published: StoredBag = { ...bag, state: "public" };
    await this.write(published);
    await this.remove(bag);
    return published;
  }

  async remove(bag: NamedBag): Promise<void> {
    await rm(join(this.#path, nameOf(bag)), { force: true });
    await this.#sync();
  }

  /** Undefined if it isn't whole, or no mailbag. */
  async #readBag(name: string, kept: NamedBag): Promise<StoredBag | undefined> {
    const bytes = await readFile(join(this.#path, name));
    try {
      return { ...kept, bytes, slots: parseMailbag(bytes) };
    } catch (error) {
      if (error instanceof CryptoError) return undefined;
      throw error;
    }
  }

  async #writeNew(path: string, { day, bytes }: StoredBag): Promise<void> {
    await using file = await open(path, "w", 0o600);
    await file.writeFile(bytes);
    await file.utimes(endOf(day) / 1000, endOf(day) / 1000);
    await file.sync();
  }

  async #sync(): Promise<void> {
    await using folder = await open(this.#path, "r");
    await folder.sync();
  }
}

/** The name of its file. */
export function nameOf({ day, courier, state }: NamedBag): string {
  return `${day}-${courier}${state === "waiting" ? ".open" : ""}.slots`;
}

function isUnfinished(name: string): boolean {
  return name.endsWith(".new");
}

/** The name of the same bag in its other state. */
function twinOf(name: string): string {
  return name.includes(".open.") ? name.replace(".open.", ".") : name.replace(".slots", ".open.slots");
}

function parseName(name: string): NamedBag | undefined {
  const [, text, courier, waiting] = /^([0-9-]{10})-([1-9]\d{0,3})(\.open)?\.slots$/.exec(name) ?? [];
  const day = asDay(text);
  return day && { day, courier: Number(courier), state: waiting === undefined ? "public" : "waiting" };
}
