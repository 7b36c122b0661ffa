import { concat, joined, latin1 } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import { ascii, hasAscii, uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { describeExif } from "../metadata/exif-findings.ts";
import type { Orientation } from "../metadata/orientation.ts";
import { describeXmp } from "../metadata/xmp.ts";
import { type Box, blank, mask, type Rules } from "./boxes.ts";
import { av1Cleaner } from "./codecs/av1.ts";
import type { SampleCleaner } from "./codecs/codec.ts";
import { AVC, HEVC, unitsCleaner } from "./codecs/nal.ts";
import {
  type Associations,
  encodeAssociations,
  encodeBox,
  encodeItems,
  encodeLocations,
  encodeReferences,
  type Item,
  number,
} from "./item-tables.ts";
import { fixed } from "./leaves.ts";
import { type Configured, videoRules } from "./sample-entries.ts";
import type { Range } from "./samples.ts";
import { keptItems, type Piece, piecesOfItem, readStill, type Still } from "./still.ts";

/** The bytes of an item, which may be in several places. */
type ReadPiece = (piece: Piece) => Uint8Array;

export interface CleanStill {
  /** As long as it was. */
  readonly meta: Uint8Array;
  readonly ranges: readonly Range[];
}

/**
 * Rebuilds a still picture's `meta` at its length: with the items that the shown picture is made of, and of their
 * properties those on the list.
 * @throws CleanError structure, cut-short, unsupported, unknown-codec, encrypted, elsewhere
 */
export function cleanStill(
  meta: Uint8Array,
  fileLength: number,
  readFile: (at: number, length: number) => Uint8Array,
  findings: Findings,
): CleanStill {
  const still = readStill(meta);
  const kept = keptItems(still);
  const read: ReadPiece = ({ within, at, length }) =>
    within === "file" ? readFile(at, length).slice() : still.data.slice(at, at + length);
  const turned = describeOthers(still, kept, fileLength, read, findings);
  const unitLengths = cleanProperties(still, kept, findings);
  const ranges: Range[] = [];
  const used: Piece[] = [];
  for (const id of kept) {
    const item = still.items.get(id);
    if (!item) continue;
    if (item.isProtected) throw new CleanError("encrypted");
    const clean = cleanerOf(item, unitLengths);
    for (const piece of piecesOfItem(still, id, fileLength)) {
      if (piece.within === "file") ranges.push({ ...piece, clean });
      else used.push(piece);
    }
  }
  return { meta: rebuilt(meta, still, kept, used, turned), ranges };
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

/** Most bytes of Exif or XMP that are looked at. */
const MOST_EXAMINED = 1024 * 1024;

/** Tells what the items that don't stay held; returns how Exif says that the picture is turned. */
function describeOthers(
  still: Still,
  kept: ReadonlySet<number>,
  fileLength: number,
  read: ReadPiece,
  findings: Findings,
): Orientation {
  let turned: Orientation = 1;
  const kinds = new Map(still.references.map(({ type, from }) => [from, type]));
  const parts = new Set(
    still.references.flatMap(({ type, from, to }) => (type === "dimg" && !kept.has(from) ? to : [])),
  );
  for (const item of still.items.values()) {
    if (kept.has(item.id)) continue;
    const pieces = outside(() => piecesOfItem(still, item.id, fileLength));
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const contents = () => joined(pieces.map(read)).subarray(0, MOST_EXAMINED);
    if (item.type === "Exif" && length <= MOST_EXAMINED) turned = describeExifItem(contents(), findings);
    else if (item.mediaType === "application/rdf+xml" && length <= MOST_EXAMINED)
      describeXmp(contents(), findings);
    else if (kinds.get(item.id) === "thmb") findings.size("thumbnail", length);
    else if (kinds.get(item.id) === "auxl") describeAuxiliary(still, item, findings);
    else if (["tmap", "hvc1", "av01", "grid"].includes(item.type)) {
      if (!parts.has(item.id)) findings.plain("second-image");
    } else findings.named("unknown", item.type, length);
  }
  return turned;
}

/** What goes anyway may be broken. */
function outside(pieces: () => Piece[]): Piece[] {
  try {
    return pieces();
  } catch (error) {
    if (error instanceof CleanError) return [];
    throw error;
  }
}

/** Four bytes say how far the TIFF is behind them. */
function describeExifItem(contents: Uint8Array, findings: Findings): Orientation {
  if (contents.length < 8) return 1;
  const tiff = contents.subarray(4 + uint(contents, 0, 4, "big"));
  return describeExif(hasAscii(tiff, "Exif\0\0") ? tiff.subarray(6) : tiff, findings);
}

function describeAuxiliary({ propertiesOf }: Still, { id }: Item, findings: Findings): void {
  const name = (propertiesOf.get(id) ?? [])
    .filter(({ type }) => type === "auxC")
    .map(({ payload }) => latin1(payload.subarray(4, 84)))
    .join();
  if (/depth|disparity|auxid:2/.test(name)) findings.plain("depth");
  else if (/hdrgainmap/.test(name)) findings.plain("second-image");
  else findings.named("unknown", name.split("\0")[0]?.split(":").pop() ?? "", 0);
}

/** Properties beside those that films' pictures have too. */
function stillRules(configured: Configured, findings: Findings): Rules {
  const shared = videoRules(configured, findings);
  return {
    ...Object.fromEntries(SHARED.map((type) => [type, shared[type] ?? blank])),
    ispe: fixed(12),
    pixi: ({ payload }) => mask(payload, 5 + uint(payload, 4, 1, "big")),
    irot: fixed(1),
    imir: fixed(1),
    amve: fixed(8),
    a1op: fixed(1),
    lsel: fixed(2),
    a1lx: ({ payload }) => mask(payload, ((payload[0] ?? 0) & 1) === 0 ? 7 : 13),
    auxC: ({ payload }) => mask(payload, payload.indexOf(0, 4) + 1),
    rloc: fixed(12),
  };
}

const SHARED = ["avcC", "hvcC", "av1C", "colr", "pasp", "clap", "mdcv", "clli"];

/**
 * Cleans the properties of the kept items, and makes all others blank; returns how many bytes a unit's length has, by
 * item. @throws CleanError unsupported if a picture can't be shown without a property that we don't know
 */
function cleanProperties(still: Still, kept: ReadonlySet<number>, findings: Findings): Map<number, number> {
  const needed = new Set<Box>();
  const essential = new Set<Box>();
  for (const { entries } of still.associations)
    for (const entry of entries) {
      if (!kept.has(entry.id)) continue;
      for (const { index, essential: isEssential } of entry.properties) {
        const property = still.properties[index - 1];
        if (!property) continue;
        needed.add(property);
        if (isEssential) essential.add(property);
      }
    }
  const unitLengths = new Map<Box, number>();
  for (const property of still.properties) {
    const configured: Configured = { unitLength: undefined, stream: undefined, dolby: false };
    const rules = stillRules(configured, findings);
    const rule = Object.hasOwn(rules, property.type) ? rules[property.type] : undefined;
    if (needed.has(property) && rule) rule(property);
    else {
      if (essential.has(property) && !["free", "colr"].includes(property.type))
        throw new CleanError("unsupported", property.type);
      blank(property);
    }
    if (configured.unitLength !== undefined) unitLengths.set(property, configured.unitLength);
  }
  const byItem = new Map<number, number>();
  for (const id of kept)
    for (const property of still.propertiesOf.get(id) ?? []) {
      const length = unitLengths.get(property);
      if (length !== undefined) byItem.set(id, length);
    }
  return byItem;
}

/** Whether a property became blank: its box says so, its type as it was read doesn't. */
function isBlank({ whole }: Box): boolean {
  return hasAscii(whole, "free", 4);
}

function rebuilt(
  meta: Uint8Array,
  still: Still,
  kept: ReadonlySet<number>,
  used: readonly Piece[],
  turned: Orientation,
): Uint8Array {
  const turns = turnsFor(still, turned);
  const properties = still.properties.map(blankShort);
  const tables = still.associations.map((table, i) =>
    withTurns(keptAssociations(table, still, kept), i === 0 ? turns : [], still),
  );
  const boxes: Uint8Array[] = still.boxes.flatMap(({ type, payload }) => {
    const version = payload[0] ?? 0;
    switch (type) {
      case "pitm":
        return [encodeBox("pitm", payload.subarray(0, version === 0 ? 6 : 8))];
      case "iinf":
        return [
          encodeItems(
            version,
            [...still.items.values()].filter(({ id }) => kept.has(id)),
          ),
        ];
      case "iref": {
        const references = keptReferences(still, kept);
        return references.length === 0 ? [] : [encodeReferences(version, references)];
      }
      case "iprp":
        return [
          encodeBox(
            "iprp",
            encodeBox("ipco", joined(properties), joined(turns)),
            joined(tables.map(encodeAssociations)),
          ),
        ];
      case "iloc": {
        const entries = still.locations.entries.filter(({ id }) => kept.has(id));
        return [encodeLocations({ ...still.locations, entries })];
      }
      case "idat":
        return [encodeBox("idat", usedData(payload, used))];
      default:
        return [];
    }
  });
  return padded(meta.length, boxes);
}

/** An 8-byte `free` in the place of a property that is blank: places count. */
function blankShort(property: Box): Uint8Array {
  return isBlank(property) ? encodeBox("free") : property.whole;
}

function usedData(data: Uint8Array, used: readonly Piece[]): Uint8Array {
  const clean = new Uint8Array(data.length);
  for (const { at, length } of used) clean.set(data.subarray(at, at + length), at);
  return clean;
}

const KEPT_REFERENCES = ["dimg", "auxl", "prem"];

function keptReferences({ references }: Still, kept: ReadonlySet<number>) {
  return references.filter(
    ({ type, from, to }) =>
      KEPT_REFERENCES.includes(type) && kept.has(from) && to.every((id) => kept.has(id)),
  );
}

function keptAssociations(table: Associations, still: Still, kept: ReadonlySet<number>): Associations {
  const stays = ({ index }: { readonly index: number }) => {
    const property = still.properties[index - 1];
    return property !== undefined && !isBlank(property);
  };
  const entries = table.entries
    .filter(({ id }) => kept.has(id))
    .map(({ id, properties }) => ({ id, properties: properties.filter(stays) }));
  return { ...table, entries };
}

/** By Exif's number: how often to turn by 90° against the clock, and about which axis to mirror afterwards. */
const TURNS: Readonly<Record<Orientation, { readonly turn: number; readonly mirror?: 0 | 1 }>> = {
  1: { turn: 0 },
  2: { turn: 0, mirror: 1 },
  3: { turn: 2 },
  4: { turn: 0, mirror: 0 },
  5: { turn: 1, mirror: 0 },
  6: { turn: 3 },
  7: { turn: 3, mirror: 0 },
  8: { turn: 1 },
};

/** Properties that turn the picture as Exif did, where nothing else says how. */
function turnsFor({ propertiesOf, primary }: Still, turned: Orientation): Uint8Array[] {
  const said = (propertiesOf.get(primary) ?? []).some(({ type }) => type === "irot" || type === "imir");
  const { turn, mirror } = TURNS[turned];
  if (said) return [];
  return [
    ...(turn === 0 ? [] : [encodeBox("irot", number(turn, 1))]),
    ...(mirror === undefined ? [] : [encodeBox("imir", number(mirror, 1))]),
  ];
}

function withTurns(table: Associations, turns: readonly Uint8Array[], still: Still): Associations {
  if (turns.length === 0) return table;
  const added = turns.map((_, i) => ({ essential: true, index: still.properties.length + 1 + i }));
  const entries = table.entries.map((entry) =>
    entry.id === still.primary ? { ...entry, properties: [...entry.properties, ...added] } : entry,
  );
  return { ...table, entries };
}

/** The contents of `meta`: a handler, the boxes, and `free` up to the length. */
function padded(length: number, boxes: readonly Uint8Array[]): Uint8Array {
  const handler = (spare: number) =>
    encodeBox("hdlr", new Uint8Array(8), ascii("pict"), new Uint8Array(13 + spare));
  const taken = 4 + handler(0).length + boxes.reduce((sum, box) => sum + box.length, 0);
  const spare = length - taken;
  if (spare < 0) throw new CleanError("structure", "no room");
  const inHandler = spare < 8 ? spare : 0;
  const free = spare < 8 ? [] : [encodeBox("free", new Uint8Array(spare - 8))];
  return concat(new Uint8Array(4), handler(inHandler), joined(boxes), joined(free));
}
