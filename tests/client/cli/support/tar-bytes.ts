import { Buffer } from "node:buffer";

/** A tar's entry as bytes decide it, not as a library would let one write it. */
export interface RawEntry {
  readonly name: string;
  /** The type flag: `0` file, `1` hard link, `2` symbolic link, `3` and `4` devices, `5` folder, `6` fifo, … */
  readonly type?: string;
  readonly content?: Uint8Array | string;
  /** The size field, if it is to say something else than the content's length: 12 bytes. */
  readonly sizeField?: Uint8Array;
  readonly link?: string;
  readonly prefix?: string;
}

const BLOCK = 512;

/** Two zero blocks: the end of a tar. */
export const TAR_END = new Uint8Array(2 * BLOCK);

/** A whole tar of these entries. */
export function rawTar(...entries: readonly RawEntry[]): Buffer {
  return Buffer.concat([...entries.map(rawEntry), TAR_END]);
}

/** Header block and padded content of one entry. */
export function rawEntry(entry: RawEntry): Buffer {
  const content = Buffer.from(entry.content ?? "");
  const header = Buffer.alloc(BLOCK);
  header.write(entry.name, 0, 100, "utf8");
  header.write("0000644\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.set(entry.sizeField ?? octal(content.length, 12), 124);
  header.write("00000000000\0", 136);
  header.write(entry.type ?? "0", 156);
  header.write(entry.link ?? "", 157, 100, "utf8");
  header.write("ustar\x0000", 257, "latin1");
  header.write(entry.prefix ?? "", 345, 155, "utf8");
  header.fill(" ", 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return Buffer.concat([header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);
}

/** A pax record: `length key=value\n`. */
export function paxRecord(key: string, value: string): string {
  const body = ` ${key}=${value}\n`;
  const length = body.length + String(body.length + 2).length;
  return `${length}${body}`;
}

/** A number as GNU tar writes what octal can't hold: the first byte 0x80, or 0xff for a negative one. */
export function base256(value: bigint): Uint8Array {
  const field = Buffer.alloc(12, value < 0n ? 0xff : 0);
  field.writeBigInt64BE(BigInt.asIntN(64, value), 4);
  field[0] = value < 0n ? 0xff : 0x80;
  return field;
}

export function octal(value: number, length: number): Uint8Array {
  return Buffer.from(`${value.toString(8).padStart(length - 1, "0")}\0`, "latin1");
}
