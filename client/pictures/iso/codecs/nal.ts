import { CleanError } from "../../errors.ts";
import { hasAscii, uint } from "../../fields.ts";
import type { Findings } from "../../finding.ts";
import type { Sample, SampleCleaner } from "./codec.ts";
import { cleanSei, KEPT_IN_AVC, KEPT_IN_HEVC } from "./sei.ts";

/** What H.264 and H.265 call their units. */
interface Family {
  readonly headerLength: number;
  readonly typeOf: (firstByte: number) => number;
  readonly isSei: (type: number) => boolean;
  readonly keptMessages: ReadonlySet<number>;
  /** Units that decoders read. */
  readonly isKept: (type: number) => boolean;
  readonly isFiller: (type: number) => boolean;
  /** The header of a unit of filler; the second byte of two stays. */
  readonly fillerHeader: number;
}

export const AVC: Family = {
  headerLength: 1,
  typeOf: (byte) => byte & 31,
  isSei: (type) => type === 6,
  keptMessages: KEPT_IN_AVC,
  isKept: (type) => (type >= 1 && type <= 15) || (type >= 19 && type <= 21),
  isFiller: (type) => type === 12,
  fillerHeader: 12,
};

export const HEVC: Family = {
  headerLength: 2,
  typeOf: (byte) => (byte >> 1) & 63,
  isSei: (type) => type === 39 || type === 40,
  keptMessages: KEPT_IN_HEVC,
  isKept: (type) => type <= 9 || (type >= 16 && type <= 21) || (type >= 32 && type <= 38),
  isFiller: (type) => type === 38,
  fillerHeader: 38 << 1,
};

/** H.265 with Dolby Vision's layer and its instructions, in units of a number that nobody else uses. */
export const DOLBY_VISION: Family = {
  ...HEVC,
  isKept: (type) => HEVC.isKept(type) || type === 62 || type === 63,
};

/** A unit that becomes another one of the same length, or undefined if it stays. */
export function cleanUnit(unit: Uint8Array, family: Family, findings: Findings): Uint8Array | undefined {
  if (unit.length < family.headerLength) return undefined;
  const type = family.typeOf(unit[0] ?? 0);
  if (family.isSei(type)) return cleanSei(unit, family.headerLength, family.keptMessages, findings);
  if (family.isKept(type) && !family.isFiller(type)) return undefined;
  const filler = new Uint8Array(unit.length).fill(0xff);
  filler[0] = family.fillerHeader;
  if (family.headerLength === 2) filler[1] = unit[1] ?? 1;
  if (unit.length > family.headerLength) filler[unit.length - 1] = 0x80;
  return filler.every((byte, i) => byte === unit[i]) ? undefined : filler;
}

/** Whether a unit has to be looked at beyond its first byte. */
function isPlain(firstByte: number, family: Family): boolean {
  const type = family.typeOf(firstByte);
  return family.isKept(type) && !family.isFiller(type) && !family.isSei(type);
}

/** Samples whose units each stand behind their length, or, as some programs write them, behind start codes. */
export function unitsCleaner(family: Family, lengthSize: number): SampleCleaner {
  return (sample) => {
    const units = startsWithCode(sample, family)
      ? unitsBehindCodes(sample)
      : unitsBehindLengths(sample, lengthSize);
    for (const [at, length] of units) {
      const { source, findings, patch } = sample;
      if (length === 0 || isPlain(uint(source.read(at, 1), 0, 1, "big"), family)) continue;
      const put = cleanUnit(source.read(at, length), family, findings);
      if (put) patch({ at, put });
    }
  };
}

function startsWithCode({ source, at, length }: Sample, family: Family): boolean {
  if (length < 5) return false;
  const start = source.read(at, 5);
  // As a length it would be 1, or a film's first unit of 256 to 511 bytes, which no picture begins with. The clean
  // copy is read alike: what becomes filler counts as that does.
  const header = uint(start, 3, 1, "big");
  const after = isPlain(header, family) ? header : Math.min(header, family.fillerHeader);
  return hasAscii(start, "\0\0\0\x01") || (hasAscii(start, "\0\0\x01") && length < 256 + after);
}

function unitsBehindLengths({ source, at, length }: Sample, lengthSize: number): [number, number][] {
  const units: [number, number][] = [];
  const end = at + length;
  let next = at;
  while (next + lengthSize <= end) {
    const unit = uint(source.read(next, lengthSize), 0, lengthSize, "big");
    next += lengthSize;
    if (next + unit > end) throw new CleanError("structure", "a unit's length");
    units.push([next, unit]);
    next += unit;
  }
  if (next !== end) throw new CleanError("structure", "what stands behind the last unit");
  return units;
}

function unitsBehindCodes({ source, at, length }: Sample): [number, number][] {
  const bytes = source.read(at, length);
  const units: [number, number][] = [];
  let start = -1;
  for (let i = bytes.indexOf(1); i !== -1; i = bytes.indexOf(1, i + 1)) {
    if (i < 2 || bytes[i - 1] !== 0 || bytes[i - 2] !== 0) continue;
    if (start !== -1) units.push([at + start, endOf(bytes, start, i - 2)]);
    start = i + 1;
  }
  if (start !== -1) units.push([at + start, endOf(bytes, start, bytes.length)]);
  return units;
}

/** The length of a unit between two codes, without the zeros behind it. */
function endOf(bytes: Uint8Array, start: number, limit: number): number {
  let end = limit;
  while (end > start && bytes[end - 1] === 0) end--;
  return end - start;
}
