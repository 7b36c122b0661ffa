import type { Progress } from "../../crypto/age/recipients.ts";
import { collect } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { readBlob, UnreadableFile } from "../browser/read-blob.ts";
import { CeremonyError } from "../ceremony/errors.ts";
import { DraftAlarm } from "../ceremony/remarks.ts";
import { VaultError } from "../vault/errors.ts";
import { kindOfFile } from "./file-kind.ts";
import { type ErrorCode, PageError, type Told } from "./page-error.ts";
import type { OpenVault } from "./vault/open-vault.ts";

/** What the worker has to work with. */
export interface Context {
  readonly primitives: Primitives;
  /** The vault that is open, and the passphrase under which it is sealed again. */
  readonly open: OpenVault;
  /** What a passphrase costs, as log₂ N. Nothing but a test asks for less than `VAULT_WORK`. */
  readonly work: number;
  readonly progress: Progress;
}

/**
 * Something that the page asks of its worker. What goes in and what comes out can be cloned; bytes that come out are
 * whole files. @throws PageError, VaultError for what a person has to know
 */
export type Method<Asked, Answer> = (asked: Asked, context: Context) => Promise<Answer>;

/** Longest file that is read whole, in bytes: far more than any vault, card or share. */
const MOST_BYTES = 1024 * 1024;

/** The bytes of a file that somebody chose. @throws PageError file-too-large, file-unreadable */
export async function bytesOf(file: File, mostBytes = MOST_BYTES): Promise<Uint8Array> {
  if (file.size > mostBytes) throw new PageError("file-too-large", { file: file.name });
  try {
    return await collect(readBlob(file));
  } catch (error) {
    if (error instanceof UnreadableFile) throw new PageError("file-unreadable", { file: file.name });
    throw error;
  }
}

/**
 * What `parse` makes of a file that somebody chose; if it refuses it, the error names the file, and what it is
 * instead. @throws PageError
 */
export async function parsed<T>(
  file: File,
  code: ErrorCode,
  parse: (bytes: Uint8Array) => T | Promise<T>,
): Promise<T> {
  const bytes = await bytesOf(file);
  try {
    return await parse(bytes);
  } catch (error) {
    if (!(error instanceof CryptoError || error instanceof VaultError)) throw error;
    const found = kindOfFile(bytes);
    throw new PageError(code, { file: file.name, ...(found && { found }) });
  }
}

/** What a person has to know of an error; undefined for a fault of the program itself. */
export function toldOf(error: unknown): Told | undefined {
  if (error instanceof PageError) return error.told;
  if (error instanceof DraftAlarm) return { code: error.code, alarm: error.alarm };
  if (error instanceof CeremonyError)
    return { code: error.code, ...(error.detail !== undefined && { detail: error.detail }) };
  return error instanceof VaultError ? { code: error.code } : undefined;
}
