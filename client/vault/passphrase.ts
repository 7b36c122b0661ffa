/** Fewest characters of a passphrase that is chosen for a vault, composed (NFC). */
export const LEAST_PASSPHRASE = 12;

/** Length is no strength, but less of it is weak for certain. */
export function isLongEnough(passphrase: string): boolean {
  return [...passphrase.normalize("NFC")].length >= LEAST_PASSPHRASE;
}
