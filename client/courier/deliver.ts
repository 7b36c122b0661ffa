import { CryptoError } from "../../crypto/errors.ts";
import { MAILBAG_LENGTH, parseMailbag } from "../../protocol/letters.ts";
import type { Delivered } from "./letter-answers.ts";
import type { CourierServer } from "./server.ts";
import type { CourierServers } from "./servers.ts";

/** A file that should be a mailbag; any name will do. */
export interface BagFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  read(): Promise<Uint8Array>;
}

/** A mailbag that may be sent. */
export interface NamedBag {
  readonly name: string;
  /** MAILBAG_LENGTH bytes. */
  readonly bytes: Uint8Array;
}

/** A file that is no mailbag, or no whole one. */
export class NotAMailbag extends Error {
  override readonly name = "NotAMailbag";
  readonly file: string;

  constructor(file: string) {
    super(`${file} is no mailbag, or not a whole one`);
    this.file = file;
  }
}

/**
 * All of them, before anything is sent. What can't be a mailbag by its size isn't read.
 * @throws NotAMailbag, for the first that is none; what `read` throws
 */
export async function readBags(files: readonly BagFile[]): Promise<NamedBag[]> {
  const bags: NamedBag[] = [];
  for (const file of files) bags.push(await readBag(file));
  return bags;
}

/** One of them. @throws NotAMailbag; what `read` throws */
export async function readBag({ name, size, read }: BagFile): Promise<NamedBag> {
  const bytes = size === MAILBAG_LENGTH ? await read() : new Uint8Array(0);
  try {
    parseMailbag(bytes);
    return { name, bytes };
  } catch (error) {
    throw error instanceof CryptoError ? new NotAMailbag(name) : error;
  }
}

/**
 * Brings each mailbag to each server, all servers at a time. A mailbag is there once, however often it is brought:
 * whatever breaks off, the same once more goes on.
 * @param told what became of each @throws ServerError as CourierServers
 */
export async function deliverAll(
  servers: CourierServers,
  bags: readonly NamedBag[],
  told: (server: CourierServer, bag: NamedBag, delivered: Delivered) => void,
): Promise<void> {
  await servers.each(async (server) => {
    for (const bag of bags) told(server, bag, await server.deliver(bag.bytes));
  });
}
