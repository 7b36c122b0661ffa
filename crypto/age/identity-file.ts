import { CryptoError } from "../errors.ts";
import { parseHybridIdentity, parseX25519Identity, type Secret } from "./identities.ts";

/**
 * The secrets of an age identity file: one `AGE-SECRET-KEY-…` a line, `#` comments and empty lines between
 * (age(1), "IDENTITY FILES"). @throws CryptoError identity-malformed, with the line's number
 */
export function parseSecrets(text: string): Secret[] {
  const secrets: Secret[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === "" || line.startsWith("#")) return;
    secrets.push(parseLine(line, index + 1));
  });
  if (secrets.length === 0) throw new CryptoError("identity-malformed", "no identity in it");
  return secrets;
}

function parseLine(line: string, number: number): Secret {
  try {
    return line.startsWith("AGE-SECRET-KEY-PQ-1")
      ? { kind: "hybrid", secret: parseHybridIdentity(line) }
      : { kind: "x25519", secret: parseX25519Identity(line) };
  } catch (error) {
    if (error instanceof CryptoError) throw new CryptoError("identity-malformed", `line ${number}`);
    throw error;
  }
}
