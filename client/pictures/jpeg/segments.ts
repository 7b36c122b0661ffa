import { CleanError } from "../errors.ts";
import { slice, uint } from "../fields.ts";

/** The markers (second bytes) that this reader tells apart; ITU-T T.81, table B.1. */
export const MARKER = {
  baseline: 0xc0,
  extended: 0xc1,
  progressive: 0xc2,
  huffmanTables: 0xc4,
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  scan: 0xda,
  quantizationTables: 0xdb,
  numberOfLines: 0xdc,
  restartInterval: 0xdd,
  application0: 0xe0,
  application1: 0xe1,
  application2: 0xe2,
  application11: 0xeb,
  application12: 0xec,
  application13: 0xed,
  application14: 0xee,
  application15: 0xef,
  comment: 0xfe,
} as const;

/** Most segments of one picture; real ones have some hundreds. */
const MAX_SEGMENTS = 100_000;

export interface Segment {
  readonly marker: number;
  /** From its 0xff on, without fill bytes; a scan's includes its compressed data. */
  readonly whole: Uint8Array;
  /** What stands behind its length. */
  readonly payload: Uint8Array;
}

/** What stands around a JPEG's segments. */
export interface Around {
  /** Bytes between segments, which viewers skip; markers that only scans have among them. */
  readonly stray: number;
  /** What stands behind the end. */
  readonly behind: Uint8Array;
}

/**
 * The segments between a JPEG's start and its end.
 * @throws CleanError cut-short, structure, unsupported (too many segments)
 */
export function* segmentsOf(bytes: Uint8Array): Generator<Segment, Around> {
  if (uint(bytes, 0, 2, "big") !== 0xff00 + MARKER.startOfImage)
    throw new CleanError("structure", "no start");
  let at = 2;
  let stray = 0;
  for (let count = 0; count < MAX_SEGMENTS; count++) {
    const due = nextMarker(bytes, at);
    stray += due.stray;
    at = due.at;
    const marker = uint(bytes, at + 1, 1, "big");
    if (marker === MARKER.endOfImage) return { stray, behind: bytes.subarray(at + 2) };
    if (!hasLength(marker)) throw new CleanError("structure", `marker ${marker.toString(16)}`);
    const length = uint(bytes, at + 2, 2, "big");
    if (length < 2) throw new CleanError("structure", "segment length");
    const payload = slice(bytes, at + 4, length - 2);
    const headerEnd = at + 2 + length;
    const end = marker === MARKER.scan ? endOfScan(bytes, headerEnd) : headerEnd;
    yield { marker, payload, whole: bytes.subarray(at, end) };
    at = end;
  }
  throw new CleanError("unsupported", "too many segments");
}

/** Most stray bytes before a marker: viewers skip any number, but so many are no accident. */
const MOST_STRAY = 1024;

/**
 * Where the next marker's last 0xff stands: any number of them may stand before a marker, and a few stray bytes, or
 * markers without a length (RST, TEM).
 */
function nextMarker(bytes: Uint8Array, from: number): { at: number; stray: number } {
  let stray = 0;
  for (let at = from; stray <= MOST_STRAY; at++) {
    const byte = uint(bytes, at, 1, "big");
    const next = uint(bytes, at + 1, 1, "big");
    if (byte === 0xff && next > 1 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return { at, stray };
    if (byte !== 0xff || next !== 0xff) stray++;
  }
  throw new CleanError("structure", "no marker where one is due");
}

function hasLength(marker: number): boolean {
  const reserved = marker < 0xc0 || (marker >= 0xf0 && marker < MARKER.comment) || marker === 0xc8;
  const bare = marker >= 0xd0 && marker <= MARKER.endOfImage;
  return !reserved && !bare;
}

/**
 * Where a scan's compressed data ends: before the first marker that is no restart, and before its fill bytes, or with
 * the file. In these data, 0xff 0x00 stands for a byte 0xff.
 */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 2)) {
    const start = at;
    while (bytes[at + 1] === 0xff) at++;
    const next = bytes[at + 1];
    if (next === undefined) return start;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return start;
  }
  return bytes.length;
}
