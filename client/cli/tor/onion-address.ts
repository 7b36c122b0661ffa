import { join } from "node:path";
import { sha3_256 } from "@noble/hashes/sha3.js";
import { base32nopad } from "@scure/base";
import { type Branded, concat, equalBytes, utf8 } from "../../../crypto/bytes.ts";
import { encodeVerifyingKey, parseVerifyingKey } from "../../../crypto/ed25519.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { CliError } from "../errors.ts";
import { exists, readSmallText } from "../files.ts";

/** The 56 characters before `.onion` of a version 3 address: a key, its checksum and the version, all of which fit. */
export type OnionAddress = Branded<string, "OnionAddress">;

const VERSION = 3;

/**
 * `<56 characters>.onion`, in lower case and nothing around it (Tor's rend-spec-v3, "Encoding onion addresses").
 * @throws CliError tor-refused
 */
export function parseOnionAddress(text: string): OnionAddress {
  const [, name = ""] = /^([a-z2-7]{56})\.onion$/.exec(text) ?? [];
  if (name !== "" && holds(name)) return name as OnionAddress;
  throw new CliError(
    "tor-refused",
    `"${text}" is no onion address: give all of it, 56 letters and digits and .onion, as it stands in tor's file "hostname".`,
  );
}

/** The name of an onion, as tor has written it into its HiddenServiceDir; null if it hasn't. @throws CliError tor-refused, file-… */
export async function hostnameIn(folder: string): Promise<string | null> {
  const path = join(folder, "hostname");
  if (!(await exists(path))) return null;
  const name = (await readSmallText(path)).trim();
  return `${parseOnionAddress(name)}.onion`;
}

function holds(name: string): boolean {
  const bytes = base32nopad.decode(name.toUpperCase());
  const [key, checksum, version] = [bytes.subarray(0, 32), bytes.subarray(32, 34), bytes[34]];
  const expected = sha3_256(concat(utf8(".onion checksum"), key, new Uint8Array([VERSION]))).subarray(0, 2);
  return version === VERSION && equalBytes(checksum, expected) && isKey(key);
}

/** A key with a torsion component would give an onion more than one name. */
function isKey(key: Uint8Array): boolean {
  const hex = encodeHex(key);
  try {
    return encodeVerifyingKey(parseVerifyingKey(hex, "key-weak")) === hex;
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}
