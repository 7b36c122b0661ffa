import { CleanError } from "../../errors.ts";
import { uint } from "../../fields.ts";
import type { Findings } from "../../finding.ts";
import { mask } from "../boxes.ts";
import { AVC, cleanUnit, HEVC } from "./nal.ts";

/** avcC: profile, and sets of parameters. Returns how many bytes a unit's length has. @throws CleanError structure */
export function avcConfiguration(payload: Uint8Array, findings: Findings): number {
  const lengthSize = 1 + (uint(payload, 4, 1, "big") & 3);
  const sets = uint(payload, 5, 1, "big") & 31;
  let at = cleanUnits(payload, 6, sets, findings, AVC);
  at = cleanUnits(payload, at + 1, uint(payload, at, 1, "big"), findings, AVC);
  // Of the profiles above, four more bytes and extensions of the sets.
  if (at + 4 <= payload.length && [100, 110, 122, 144, 244, 44, 83, 86, 118, 128].includes(payload[1] ?? 0))
    at = cleanUnits(payload, at + 4, uint(payload, at + 3, 1, "big"), findings, AVC);
  mask(payload, at);
  return lengthSize;
}

/** hvcC: as avcC, in arrays by type, among which may be messages. @throws CleanError structure */
export function hevcConfiguration(payload: Uint8Array, findings: Findings): number {
  const lengthSize = 1 + (uint(payload, 21, 1, "big") & 3);
  const arrays = uint(payload, 22, 1, "big");
  let at = 23;
  for (let i = 0; i < arrays; i++)
    at = cleanUnits(payload, at + 3, uint(payload, at + 1, 2, "big"), findings, HEVC);
  mask(payload, at);
  return lengthSize;
}

/** Units behind lengths of two bytes; returns where they end. */
function cleanUnits(
  payload: Uint8Array,
  from: number,
  count: number,
  findings: Findings,
  family: typeof AVC,
): number {
  let at = from;
  for (let i = 0; i < count; i++) {
    const length = uint(payload, at, 2, "big");
    at += 2;
    if (at + length > payload.length) throw new CleanError("structure", "configuration");
    const put = cleanUnit(payload.subarray(at, at + length), family, findings);
    if (put) payload.set(put, at);
    at += length;
  }
  return at;
}

/** dfLa: FLAC's stream information stays; comments, pictures and the like become padding. */
export function flacBlocks(payload: Uint8Array): void {
  let at = 4;
  for (let first = true, last = false; !last && at + 4 <= payload.length; first = false) {
    const head = uint(payload, at, 1, "big");
    const length = uint(payload, at + 1, 3, "big");
    last = head >= 128;
    if (at + 4 + length > payload.length) throw new CleanError("structure", "FLAC");
    if (first !== ((head & 127) === 0)) throw new CleanError("structure", "FLAC");
    if (!first) {
      payload[at] = (head & 128) + 1;
      payload.fill(0, at + 4, at + 4 + length);
    }
    at += 4 + length;
  }
  mask(payload, at);
}
