import { latin1 } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import { uint } from "../fields.ts";

const HEADER = 8;
const LARGE_HEADER = 16;

/** A box in memory (ISO/IEC 14496-12, 4.2). What is written to its bytes is written to what holds it. */
export interface Box {
  /** Four bytes as ISO 8859-1. */
  readonly type: string;
  readonly whole: Uint8Array;
  readonly payload: Uint8Array;
}

export interface BoxHeader {
  readonly type: string;
  readonly headerLength: number;
  /** Bytes of all; 0 means "to the end of what holds it". */
  readonly length: number;
}

/** @throws CleanError structure, cut-short */
export function parseBoxHeader(bytes: Uint8Array): BoxHeader {
  const length = uint(bytes, 0, 4, "big");
  const type = latin1(bytes.subarray(4, 8));
  if (length !== 1) return { type, headerLength: HEADER, length };
  return { type, headerLength: LARGE_HEADER, length: uint64(bytes, 8) };
}

/** A number of 8 bytes. @throws CleanError structure if it is beyond any file's size */
export function uint64(bytes: Uint8Array, at: number): number {
  const value = uint(bytes, at, 4, "big") * 2 ** 32 + uint(bytes, at + 4, 4, "big");
  if (!Number.isSafeInteger(value)) throw new CleanError("structure", "a number of 64 bits");
  return value;
}

/** Most boxes side by side; real fragments and property lists have some hundreds. */
const MAX_BOXES = 100_000;

/**
 * The boxes in a container. QuickTime ends some lists by zeros, which are none; what stands behind them becomes zero.
 * @throws CleanError structure, unsupported (too many boxes)
 */
export function boxesIn(container: Uint8Array): Box[] {
  const boxes: Box[] = [];
  let at = 0;
  while (at + HEADER <= container.length) {
    const { type, headerLength, length } = parseBoxHeader(container.subarray(at));
    if (length === 0) break;
    const end = at + length;
    if (length < headerLength || end > container.length) throw new CleanError("structure", "box length");
    if (boxes.length === MAX_BOXES) throw new CleanError("unsupported", "too many boxes");
    boxes.push({
      type,
      whole: container.subarray(at, end),
      payload: container.subarray(at + headerLength, end),
    });
    at = end;
  }
  container.fill(0, at);
  return boxes;
}

/** Makes a box one that nobody looks at, and its contents zeros. */
export function blank({ whole, payload }: Box): void {
  whole.set([0x66, 0x72, 0x65, 0x65], 4); // "free"
  payload.fill(0);
}

/**
 * Keeps so many bytes of a payload, makes the next so many zeros (negative), and so on; what stands behind becomes
 * zero. @throws CleanError structure if it is shorter
 */
export function mask(payload: Uint8Array, ...lengths: readonly number[]): void {
  let at = 0;
  for (const length of lengths) {
    if (length < 0) payload.fill(0, at, at - length);
    at += Math.abs(length);
  }
  if (at > payload.length) throw new CleanError("structure", "a box is too short");
  payload.fill(0, at);
}

/** A box's version, and its flags. */
export function versionOf(payload: Uint8Array): number {
  return uint(payload, 0, 1, "big");
}

export function flagsOf(payload: Uint8Array): number {
  return uint(payload, 1, 3, "big");
}

/** What to do with each type of box in a container: anything else becomes blank. */
export type Rules = Readonly<Record<string, (box: Box) => void>>;

/** @throws CleanError as the rules do */
export function applyRules(container: Uint8Array, rules: Rules, dropped: (box: Box) => void): void {
  const seen = new Set<string>();
  for (const box of boxesIn(container)) {
    const rule = Object.hasOwn(rules, box.type) ? rules[box.type] : undefined;
    if (rule && seen.has(box.type) && !REPEATED.has(box.type))
      throw new CleanError("structure", `two ${box.type}`);
    seen.add(box.type);
    if (rule) rule(box);
    else {
      dropped(box);
      blank(box);
    }
  }
}

const REPEATED = new Set(["trak", "trex", "traf", "trun", "sbgp", "sgpd", "colr"]);
