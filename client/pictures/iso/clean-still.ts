import { CleanError } from "../errors.ts";
import type { Findings } from "../finding.ts";
import { av1Cleaner } from "./codecs/av1.ts";
import type { SampleCleaner } from "./codecs/codec.ts";
import { AVC, HEVC, unitsCleaner } from "./codecs/nal.ts";
import type { Item } from "./item-tables.ts";
import { rebuilt } from "./rebuild-still.ts";
import type { Range } from "./samples.ts";
import type { Source } from "./source.ts";
import { keptItems, type Piece, piecesOfItem, readStill } from "./still.ts";
import { describeOthers, type ReadPiece } from "./still-others.ts";
import { cleanProperties } from "./still-properties.ts";

/**
 * Rebuilds a still picture's `meta` in place: with the items that the shown picture is made of, and of their
 * properties those on the list. Returns where in the file they are.
 * @throws CleanError structure, cut-short, unsupported, unknown-codec, encrypted, elsewhere
 */
export function cleanStill(meta: Uint8Array, source: Source, findings: Findings): readonly Range[] {
  const still = readStill(meta);
  const kept = keptItems(still);
  const read: ReadPiece = ({ within, at, length }) =>
    within === "file" ? source.read(at, length).slice() : still.data.slice(at, at + length);
  const turned = describeOthers(still, kept, source.length, read, findings);
  const unitLengths = cleanProperties(still, kept, findings);
  const ranges: Range[] = [];
  const used: Piece[] = [];
  for (const id of kept) {
    const item = still.items.get(id);
    if (!item) continue;
    if (item.isProtected) throw new CleanError("encrypted");
    const clean = cleanerOf(item, unitLengths);
    for (const piece of piecesOfItem(still, id, source.length)) {
      if (piece.within === "file") ranges.push({ ...piece, clean });
      else used.push(piece);
    }
  }
  meta.set(rebuilt(meta, still, kept, used, turned));
  return ranges;
}

/** Kinds of items that a picture is made of: coded, or put together from others. */
const DERIVED = ["grid", "iden", "iovl"];

function cleanerOf({ id, type }: Item, unitLengths: ReadonlyMap<number, number>): SampleCleaner {
  if (DERIVED.includes(type)) return undefined;
  if (type === "av01") return av1Cleaner;
  const family = type === "hvc1" ? HEVC : type === "avc1" ? AVC : undefined;
  const unitLength = unitLengths.get(id);
  if (!family) throw new CleanError("unknown-codec");
  if (unitLength === undefined) throw new CleanError("structure", "no configuration");
  return unitsCleaner(family, unitLength);
}
