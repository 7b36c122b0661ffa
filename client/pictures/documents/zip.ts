import { textOfLatin1 } from "../display-text.ts";
import { CleanError } from "../errors.ts";
import { hasAscii, indexOfAscii, uint } from "../fields.ts";
import type { Source } from "../iso/source.ts";
import { inflated } from "../png/inflate.ts";

/** Bytes of the record that ends an archive, and of the longest comment behind it. */
const END_LENGTH = 22;
const MAX_COMMENT = 0xffff;
/** Most bytes of an archive's directory that are looked at. */
const MAX_DIRECTORY = 256 * 1024;

/** A packed file, as the directory has it. */
export interface Packed {
  readonly name: string;
  readonly deflated: boolean;
  readonly length: number;
  /** Where its own header stands. */
  readonly at: number;
}

/** The files that a ZIP's directory names. @throws CleanError cut-short, structure */
export function packedIn(source: Source): readonly Packed[] {
  const tailAt = Math.max(0, source.length - END_LENGTH - MAX_COMMENT);
  const tail = source.read(tailAt, source.length - tailAt);
  let end = -1;
  for (let at = indexOfAscii(tail, "PK\x05\x06"); at !== -1; at = indexOfAscii(tail, "PK\x05\x06", at + 1))
    end = at;
  if (end === -1) throw new CleanError("structure", "no directory");
  const length = Math.min(MAX_DIRECTORY, uint(tail, end + 12, 4, "little"));
  const directory = source.read(uint(tail, end + 16, 4, "little"), length);
  const found: Packed[] = [];
  for (let at = 0; hasAscii(directory, "PK\x01\x02", at) && at + 46 <= length; ) {
    const number = (offset: number, bytes: number) => uint(directory, at + offset, bytes, "little");
    const nameEnd = at + 46 + number(28, 2);
    found.push({
      name: textOfLatin1(directory.subarray(at + 46, nameEnd)),
      deflated: number(10, 2) === 8,
      length: number(20, 4),
      at: number(42, 4),
    });
    at = nameEnd + number(30, 2) + number(32, 2);
  }
  return found;
}

/** At most `most` bytes of what a packed file holds. @throws CleanError cut-short */
export function unpacked(source: Source, { at, length, deflated }: Packed, most: number): Uint8Array {
  const header = source.read(at, 30);
  const start = at + 30 + uint(header, 26, 2, "little") + uint(header, 28, 2, "little");
  // What is deflated needs the two bytes of zlib's that an archive leaves out; what they are doesn't matter.
  const bytes = source.read(start - 2, 2 + Math.min(length, most));
  return deflated ? inflated(bytes, most) : bytes.subarray(2);
}
