import { dearmor } from "../../../crypto/age/armor.ts";
import { ARMOR_BEGIN } from "../../../crypto/age/armor-marks.ts";
import { HeaderReader, VERSION_LINE } from "../../../crypto/age/header.ts";
import { type Identity, scryptIdentity } from "../../../crypto/age/identities.ts";
import { parseIdentityFile } from "../../../crypto/age/identity-file.ts";
import { open } from "../../../crypto/age/open.ts";
import { collect, parseUtf8, utf8, wipe } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { CliError } from "../errors.ts";
import { openPlainFile, readSmallFile } from "../files.ts";
import { warn } from "../say.ts";
import { startsWith, withoutLeadingSpace } from "./beginnings.ts";
import type { Passphrases } from "./passphrases.ts";

/** Most work that a passphrase-protected identity file may ask for, as log₂ N: 1 GiB, about ten seconds. */
const MOST_WORK = 20;

const MOST_TRIES = 3;

/**
 * All identities of these age identity files; protected ones are opened with their passphrase. A file that others
 * on this machine can read is used, with a warning.
 * @throws CliError file-…, identity-refused, passphrase
 */
export async function readIdentities(
  paths: readonly string[],
  passphrases: Passphrases,
  primitives: Primitives,
): Promise<Identity[]> {
  const identities: Identity[] = [];
  for (const path of paths) {
    const bytes = await readSmallFile(path);
    const plain = isProtected(bytes) ? await unprotect(path, bytes, passphrases, primitives) : bytes;
    const text = () => parseUtf8(plain, "identity-malformed");
    identities.push(...(await orRefused(path, () => parseIdentityFile(text()))));
    wipe(bytes, plain);
    await warnIfOthersCanRead(path);
  }
  return identities;
}

function isProtected(bytes: Uint8Array): boolean {
  return startsWith(bytes, utf8(VERSION_LINE)) || isArmored(bytes);
}

function isArmored(bytes: Uint8Array): boolean {
  return startsWith(withoutLeadingSpace(bytes), ARMOR_BEGIN);
}

/** The passphrase is asked for again as long as asking makes sense. */
async function unprotect(path: string, bytes: Uint8Array, passphrases: Passphrases, primitives: Primitives) {
  const file = await orRefused(path, () => binaryOf(bytes));
  for (let left = passphrases.canAskAgain ? MOST_TRIES : 1; left > 0; left--) {
    const passphrase = passphrases.next(path);
    const plain = await orRefused(path, () => opened(file, passphrase, primitives));
    if (plain) return plain;
    if (left > 1) warn("That passphrase does not open it: try again.");
  }
  throw new CliError("passphrase", `The passphrase does not open ${path}: check it, then run this again.`);
}

/** The binary form. @throws CryptoError if it is no age file, or one that no passphrase opens */
async function binaryOf(bytes: Uint8Array): Promise<Uint8Array> {
  const file = isArmored(bytes) ? await collect(dearmor([bytes])) : bytes;
  const reader = new HeaderReader();
  const read = reader.push(file);
  if (!read) throw reader.truncated();
  if (read.header.stanzas.some((stanza) => stanza.type === "scrypt")) return file;
  throw new CryptoError("identity-malformed", "it is sealed to a key, not to a passphrase");
}

/** The plain identity file, or undefined if the passphrase is not the right one. */
async function opened(file: Uint8Array, passphrase: string, primitives: Primitives) {
  const identity = scryptIdentity(passphrase, MOST_WORK);
  try {
    const { plaintext } = await open([file], [identity], primitives);
    return await collect(plaintext);
  } catch (error) {
    if (error instanceof CryptoError && error.code === "no-match") return undefined;
    throw error;
  } finally {
    identity.wipe();
  }
}

async function orRefused<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new CliError("identity-refused", `${path}: ${error.message}`);
  }
}

async function warnIfOthersCanRead(path: string): Promise<void> {
  const file = await openPlainFile(path);
  try {
    const { mode } = await file.stat();
    if ((mode & 0o077) === 0) return;
    warn(`Warning: others on this machine can read ${path}; change that with: chmod 600 ${path}`);
  } finally {
    await file.close();
  }
}
