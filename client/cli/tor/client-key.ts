import { generateKeyPairSync } from "node:crypto";
import { base32nopad } from "@scure/base";
import type { Branded } from "../../../crypto/bytes.ts";
import { authFile, type ClientKey } from "../../courier/onion-key.ts";
import { CliError } from "../errors.ts";

/** How a client is called on the server's side: the name of a file. */
export type ClientName = Branded<string, "ClientName">;

/** The last 32 bytes of an X25519 key in SubjectPublicKeyInfo are the key. */
const KEY_LENGTH = 32;

/** A key that lets nobody in: its secret half was never kept. */
export function nobodysAuthFile(): string {
  const { publicKey } = generateKeyPairSync("x25519");
  const key = publicKey.export({ format: "der", type: "spki" }).subarray(-KEY_LENGTH);
  return authFile(key as Uint8Array as ClientKey);
}

/** The line of a `.auth` file, its line end at will; the 52nd character carries one bit. @throws CliError tor-refused, also for a secret half */
export function parseAuthFile(path: string, text: string): ClientKey {
  const [, secret, encoded = ""] =
    /^([a-z2-7]{56}:)?descriptor:x25519:([A-Z2-7]{51}[AQ])\n?$/.exec(text) ?? [];
  if (secret !== undefined) {
    throw new CliError(
      "tor-refused",
      `${path} is the secret half of a key, which stays with the courier: ask for the file that ends in .auth, and for a new key.`,
    );
  }
  if (encoded !== "") return base32nopad.decode(encoded) as Uint8Array as ClientKey;
  throw new CliError(
    "tor-refused",
    `${path} is no key that tor lets clients in by: ask the courier for the .auth that keys.html made.`,
  );
}

/** 1 to 32 lower-case letters, digits and hyphens. @throws CliError usage */
export function parseClientName(text: string): ClientName {
  if (/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(text)) return text as ClientName;
  throw new CliError(
    "usage",
    `"${text}" is no name for a key: take 1 to 32 lower-case letters, digits and hyphens.`,
  );
}
