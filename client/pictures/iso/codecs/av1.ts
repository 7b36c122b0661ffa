import { CleanError } from "../../errors.ts";
import { hasAscii, uint } from "../../fields.ts";
import type { SampleCleaner } from "./codec.ts";

// Open bitstream units (AV1 specification, 5.3): of the metadata among them light and HDR10+ stay.

const METADATA = 5;
const PADDING = 15;
/** Sequence header, temporal delimiter, frame header, tile group, metadata, frame, redundant header, tile list. */
const KEPT = [1, 2, 3, 4, 6, 7, 8];

interface Unit {
  readonly at: number;
  readonly type: number;
  /** Where its contents begin. */
  readonly start: number;
  readonly end: number;
}

/** Makes metadata and unknown units padding, in place. Undefined if nothing has to change. @throws CleanError structure */
export function cleanUnits(bytes: Uint8Array): Uint8Array | undefined {
  let clean: Uint8Array | undefined;
  for (const { at, type, start, end } of unitsOf(bytes)) {
    if (KEPT.includes(type) || (type === METADATA && isNeeded(bytes.subarray(start, end)))) continue;
    clean ??= bytes.slice();
    clean[at] = ((bytes[at] ?? 0) & 0x87) | (PADDING << 3);
    clean.fill(0, start, end);
    if (end > start) clean[end - 1] = 0x80;
  }
  return clean?.some((byte, i) => byte !== bytes[i]) ? clean : undefined;
}

/** Light levels, colours of the mastering display, how layers scale, and of ITU-T T.35's data HDR10+. */
function isNeeded(metadata: Uint8Array): boolean {
  const [type = 0] = metadata;
  return (type >= 1 && type <= 3) || (type === 4 && hasAscii(metadata, "\xb5\0\x3c\0\x01\x04", 1));
}

function* unitsOf(bytes: Uint8Array): Generator<Unit> {
  for (let at = 0; at < bytes.length; ) {
    const head = uint(bytes, at, 1, "big");
    let start = at + ((head & 4) === 0 ? 1 : 2);
    let end = bytes.length;
    if ((head & 2) !== 0) {
      const { value, length } = leb128(bytes, start);
      start += length;
      end = start + value;
    }
    if (head >= 128 || start > end || end > bytes.length) throw new CleanError("structure", "AV1");
    yield { at, type: head >> 3, start, end };
    at = end;
  }
}

function leb128(bytes: Uint8Array, at: number): { readonly value: number; readonly length: number } {
  let value = 0;
  for (let length = 1; length <= 8; length++) {
    const byte = uint(bytes, at + length - 1, 1, "big");
    value += (byte & 127) * 128 ** (length - 1);
    if (byte < 128) return { value, length };
  }
  throw new CleanError("structure", "AV1");
}

export const av1Cleaner: SampleCleaner = ({ source, at, length, patch }) => {
  const put = cleanUnits(source.read(at, length));
  if (put) patch({ at, put });
};
