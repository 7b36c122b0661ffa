import { CryptoError } from "../errors.ts";
import {
  hybridIdentity,
  type Identity,
  parseHybridIdentity,
  parseX25519Identity,
  x25519Identity,
} from "./identities.ts";

/**
 * The identities of an age identity file: one `AGE-SECRET-KEY-…` a line, `#` comments and empty lines between
 * (age(1), "IDENTITY FILES"). @throws CryptoError identity-malformed, with the line's number
 */
export function parseIdentityFile(text: string): Identity[] {
  const identities: Identity[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === "" || line.startsWith("#")) return;
    identities.push(parseIdentityLine(line, index + 1));
  });
  if (identities.length === 0) throw new CryptoError("identity-malformed", "no identity in it");
  return identities;
}

function parseIdentityLine(line: string, number: number): Identity {
  try {
    return line.startsWith("AGE-SECRET-KEY-PQ-1")
      ? hybridIdentity(parseHybridIdentity(line))
      : x25519Identity(parseX25519Identity(line));
  } catch (error) {
    if (error instanceof CryptoError) throw new CryptoError("identity-malformed", `line ${number}`);
    throw error;
  }
}
