import { statfs } from "node:fs/promises";
import { dearmor } from "../../crypto/age/armor.ts";
import { ARMOR_BEGIN } from "../../crypto/age/armor-marks.ts";
import { HeaderReader, VERSION_LINE } from "../../crypto/age/header.ts";
import { scryptIdentity } from "../../crypto/age/identities.ts";
import { open } from "../../crypto/age/open.ts";
import { collect, startsWith, utf8, wipe } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { withoutLeadingSpace } from "../opening/beginnings.ts";
import { CliError } from "./errors.ts";
import { openPlainFile } from "./files.ts";
import type { Passphrases } from "./open/passphrases.ts";
import { warn } from "./say.ts";

/** Most work that a passphrase-protected file may ask for, as log₂ N: 1 GiB, about ten seconds. */
const MOST_WORK = 20;

const MOST_TRIES = 3;

/** Whether these are the bytes of an age file, binary or armored. */
export function isProtected(bytes: Uint8Array): boolean {
  return startsWith(bytes, utf8(VERSION_LINE)) || isArmored(bytes);
}

/**
 * The plaintext of an age file under a passphrase, which is asked for again as long as asking makes sense.
 * @throws CryptoError for a file that no passphrase opens; CliError passphrase
 */
export async function unprotect(
  path: string,
  bytes: Uint8Array,
  passphrases: Passphrases,
  primitives: Primitives,
): Promise<Uint8Array> {
  const file = await binaryOf(bytes);
  for (let left = passphrases.canAskAgain ? MOST_TRIES : 1; left > 0; left--) {
    const plain = await opened(file, passphrases.next(path), primitives);
    if (plain) return plain;
    if (left > 1) warn("That passphrase does not open it: try again.");
  }
  throw new CliError("passphrase", `The passphrase does not open ${path}: check it, then run this again.`);
}

/** What the text of a file of secrets says; the text is wiped, whatever it says. Warns then, if others can read the file. */
export async function parsedSecret<T>(
  path: string,
  text: Uint8Array,
  parse: (text: Uint8Array) => T,
): Promise<T> {
  try {
    const warning = await warningOf(path);
    const parsed = parse(text);
    if (warning !== undefined) warn(warning);
    return parsed;
  } finally {
    wipe(text);
  }
}

/** What `statfs` calls file systems that keep no access rights, as on sticks: FAT, exFAT, NTFS, and those by FUSE. */
const WITHOUT_RIGHTS: ReadonlySet<number> = new Set([0x4d44, 0x2011bab0, 0x5346544e, 0x7366746e, 0x65735546]);

/** What there is to say if others on this machine can read a file of secrets. */
async function warningOf(path: string): Promise<string | undefined> {
  const file = await openPlainFile(path);
  try {
    const { mode } = await file.stat();
    if ((mode & 0o077) === 0) return undefined;
    const advice = WITHOUT_RIGHTS.has((await statfs(path)).type)
      ? "the disk that it is on keeps no access rights. Keep it on a stick of its own, or copy it to this machine's disk"
      : `change that with: chmod 600 ${path}`;
    return `Warning: others on this machine can read ${path}; ${advice}`;
  } finally {
    await file.close();
  }
}

function isArmored(bytes: Uint8Array): boolean {
  return startsWith(withoutLeadingSpace(bytes), ARMOR_BEGIN);
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
