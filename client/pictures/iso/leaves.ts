import { utcText } from "../display-text.ts";
import { CleanError } from "../errors.ts";
import { hasAscii, uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { type Box, blank, flagsOf, mask, uint64, versionOf } from "./boxes.ts";

// Boxes without boxes inside: of each stays what players need; dates, names and what stands behind become zero.

type Leaf = (box: Box) => void;

/** A payload of a fixed form: see `mask`. */
export function fixed(...lengths: readonly number[]): Leaf {
  return ({ payload }) => mask(payload, ...lengths);
}

/** The same in two forms: with numbers of 32 bits (version 0), and of 64 (version 1). */
function versioned(short: readonly number[], long: readonly number[]): Leaf {
  return ({ payload }) => mask(payload, ...(versionOf(payload) === 0 ? short : long));
}

/** A list of a known number of entries of the same length. */
function table(entry: number, longEntry = entry): Leaf {
  return ({ payload }) => {
    const count = uint(payload, 4, 4, "big");
    mask(payload, 8 + count * (versionOf(payload) === 1 ? longEntry : entry));
  };
}

export const movieHeader = versioned([4, -8, 14, -10, 36, -24, 4], [4, -16, 18, -10, 36, -24, 4]);
export const trackHeader = versioned([4, -8, 4, -4, 4, -8, 6, -2, 44], [4, -16, 4, -4, 8, -8, 6, -2, 44]);

/** Says "und" in place of a language. */
export function mediaHeader({ payload }: Box): void {
  const long = versionOf(payload) === 1;
  mask(payload, 4, long ? -16 : -8, long ? 12 : 8, 2, -2);
  payload.set([0x55, 0xc4], long ? 32 : 20);
}

/** Whom a track is for stays, its name and vendor don't. */
export function handler({ payload }: Box): void {
  const quickTime = hasAscii(payload, "mhlr", 4) || hasAscii(payload, "dhlr", 4);
  mask(payload, 4, quickTime ? 4 : -4, 4);
}

/** Refuses what lies in another file. @throws CleanError elsewhere */
export function dataReferences({ payload }: Box, entries: readonly Box[]): void {
  if (entries.length !== uint(payload, 4, 4, "big")) throw new CleanError("structure", "data references");
  for (const entry of entries) {
    if ((flagsOf(entry.payload) & 1) === 0) throw new CleanError("elsewhere");
    mask(entry.payload, 4);
  }
}

/** Groups that say where playing can begin, and how much of sound to leave out; others become blank. */
const GROUPS = ["roll", "prol", "rap ", "sync"];

function isKnownGroup(payload: Uint8Array): boolean {
  return GROUPS.some((name) => hasAscii(payload, name, 4));
}

export function sampleToGroup(box: Box): void {
  const { payload } = box;
  const head = versionOf(payload) === 1 ? 12 : 8;
  if (isKnownGroup(payload)) mask(payload, head + 4 + 8 * uint(payload, head, 4, "big"));
  else blank(box);
}

export function groupDescription(box: Box): void {
  const { payload } = box;
  const length = versionOf(payload) === 1 ? uint(payload, 8, 4, "big") : 0;
  const isKept = isKnownGroup(payload) && length > 0 && length <= 8;
  if (isKept) mask(payload, 16 + length * uint(payload, 12, 4, "big"));
  else blank(box);
}

/** How large samples are, in fields of 4, 8 or 16 bits. */
function compactSizes({ payload }: Box): void {
  const bits = uint(payload, 7, 1, "big");
  mask(payload, 4, -3, 5 + Math.ceil((uint(payload, 8, 4, "big") * bits) / 8));
}

export const sampleTables: Readonly<Record<string, Leaf>> = {
  stts: table(8),
  ctts: table(8),
  cslg: versioned([24], [44]),
  stss: table(4),
  stps: table(4),
  stsc: table(12),
  stco: table(4),
  co64: table(8),
  stsz: ({ payload }) =>
    mask(payload, uint(payload, 4, 4, "big") === 0 ? 12 + 4 * uint(payload, 8, 4, "big") : 12),
  stz2: compactSizes,
  sdtp: () => {},
  sbgp: sampleToGroup,
  sgpd: groupDescription,
};

export const editList = table(12, 20);

/** sidx */
export function segmentIndex(payload: Uint8Array): void {
  const head = versionOf(payload) === 0 ? 20 : 28;
  mask(payload, head, -2, 2 + 12 * uint(payload, head + 2, 2, "big"));
}

/** Colours in numbers stay; a profile becomes blank, and is told. */
export function colours(box: Box, findings: Findings): void {
  const { payload } = box;
  // Some programs leave out the last byte, as of `nclc`.
  if (hasAscii(payload, "nclx")) mask(payload, Math.min(11, Math.max(10, payload.length)));
  else if (hasAscii(payload, "nclc")) mask(payload, 10);
  else {
    findings.named("colours", "", payload.length);
    blank(box);
  }
}

/** Seconds since 1904, where a header has one, as a day and a time in UTC; empty if it isn't set. */
export function creationTime(payload: Uint8Array): string {
  const seconds = versionOf(payload) === 1 ? uint64(payload, 4) : uint(payload, 4, 4, "big");
  const since1970 = seconds - 2_082_844_800;
  if (since1970 <= 0 || since1970 > 2 ** 33) return "";
  return utcText(since1970);
}
