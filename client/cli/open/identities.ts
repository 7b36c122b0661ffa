import { dearmor } from "../../../crypto/age/armor.ts";
import { ARMOR_BEGIN } from "../../../crypto/age/armor-marks.ts";
import { VERSION_LINE } from "../../../crypto/age/header.ts";
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
    await warnIfOthersCanRead(path);
    const bytes = await readSmallFile(path);
    const plain = isProtected(bytes) ? await unprotect(path, bytes, passphrases, primitives) : bytes;
    identities.push(...parsedIdentities(path, plain));
    wipe(bytes, plain);
  }
  return identities;
}

function parsedIdentities(path: string, bytes: Uint8Array): Identity[] {
  try {
    return parseIdentityFile(parseUtf8(bytes, "identity-malformed"));
  } catch (error) {
    if (error instanceof CryptoError) throw refused(path, error.message);
    throw error;
  }
}

function isProtected(bytes: Uint8Array): boolean {
  return startsWith(bytes, utf8(VERSION_LINE)) || isArmored(bytes);
}

function isArmored(bytes: Uint8Array): boolean {
  return startsWith(withoutLeadingSpace(bytes), ARMOR_BEGIN);
}

/** The passphrase is asked for again as long as asking makes sense. */
async function unprotect(path: string, bytes: Uint8Array, passphrases: Passphrases, primitives: Primitives) {
  const tries = passphrases.canAskAgain ? MOST_TRIES : 1;
  for (let left = tries; left > 0; left--) {
    const plain = await opened(path, bytes, await passphrases.next(path), primitives);
    if (plain) return plain;
    if (left > 1) warn("That passphrase does not open it: try again.");
  }
  throw new CliError("passphrase", `The passphrase does not open ${path}: check it, then run this again.`);
}

/** The plain identity file, or undefined if the passphrase is not the right one. */
async function opened(path: string, bytes: Uint8Array, passphrase: string, primitives: Primitives) {
  const identity = scryptIdentity(passphrase, MOST_WORK);
  try {
    const file = isArmored(bytes) ? dearmor([bytes]) : [bytes];
    const { plaintext } = await open(file, [identity], primitives);
    return await collect(plaintext);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    if (error.code === "no-match") return undefined;
    throw refused(path, error.message);
  } finally {
    identity.wipe();
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

function refused(path: string, sentence: string): CliError {
  return new CliError("identity-refused", `${path}: ${sentence}`);
}
