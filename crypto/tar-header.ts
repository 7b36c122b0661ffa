import { utf8 } from "./bytes.ts";
import { CryptoError } from "./errors.ts";

const LENGTH = 512;
const CHECKSUM = 148;

/**
 * The 512 bytes in front of a plain file in a POSIX tar, the same for everybody but for name and size.
 * @param name at most 100 bytes of UTF-8
 * @throws CryptoError size-invalid: eleven octal digits are all there is room for
 */
export function tarHeader({ name, size }: { readonly name: string; readonly size: number }): Uint8Array {
  const header = new Uint8Array(LENGTH);
  const write = (at: number, text: string) => header.set(utf8(text), at);
  const octal = (number: number, digits: number) => number.toString(8).padStart(digits, "0");
  if (octal(size, 11).length > 11) throw new CryptoError("size-invalid", "too large for a tar");
  write(0, name);
  write(100, octal(0o644, 7));
  for (const owner of [108, 116]) write(owner, octal(0, 7));
  write(124, octal(size, 11));
  write(136, octal(0, 11));
  // The checksum counts its own field as blanks.
  write(CHECKSUM, " ".repeat(8));
  write(156, "0");
  write(257, "ustar\0" + "00");
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(CHECKSUM, `${octal(sum, 6)}\0`);
  return header;
}
