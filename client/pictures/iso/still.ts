import { CleanError } from "../errors.ts";
import { uint } from "../fields.ts";
import { type Box, boxesIn, versionOf } from "./boxes.ts";
import {
  type Associations,
  type Item,
  type Location,
  type Locations,
  type Reference,
  readAssociations,
  readItems,
  readLocations,
  readReferences,
} from "./item-tables.ts";
import { saysAlpha } from "./sample-entries.ts";

/** A still picture's `meta`, read whole. */
export interface Still {
  readonly boxes: readonly Box[];
  readonly primary: number;
  readonly items: ReadonlyMap<number, Item>;
  readonly references: readonly Reference[];
  readonly locations: Locations;
  readonly located: ReadonlyMap<number, Location>;
  /** Counted from 0; associations count from 1. */
  readonly properties: readonly Box[];
  readonly associations: readonly Associations[];
  readonly propertiesOf: ReadonlyMap<number, readonly Box[]>;
  /** What `idat` holds. */
  readonly data: Uint8Array;
}

/** A part of an item: of the file, or of `idat`. */
export interface Piece {
  readonly within: "file" | "idat";
  readonly at: number;
  readonly length: number;
}

/** Whether a `meta` is a still picture's. */
export function isStill(meta: Uint8Array): boolean {
  return boxesIn(meta.slice(4)).some(({ type }) => type === "pitm");
}

/** @throws CleanError structure, cut-short */
export function readStill(meta: Uint8Array): Still {
  const boxes = boxesIn(meta.subarray(4));
  const primary = payloadOf(boxes, "pitm");
  const tables = boxesIn(payloadOf(boxes, "iprp"));
  const properties = boxesIn(payloadOf(tables, "ipco"));
  const locations = readLocations(payloadOf(boxes, "iloc"));
  const associations = tables.filter(({ type }) => type === "ipma").map(readAssociations);
  return {
    boxes,
    primary: uint(primary, 4, versionOf(primary) === 0 ? 2 : 4, "big"),
    items: byId(readItems(payloadOf(boxes, "iinf"))),
    references: readReferences(payloadOf(boxes, "iref")),
    locations,
    located: byId(locations.entries),
    properties,
    associations,
    propertiesOf: associatedProperties(associations, properties),
    data: boxes.some(({ type }) => type === "idat") ? payloadOf(boxes, "idat") : new Uint8Array(0),
  };
}

/** The one box of a type; zeros where there is none, which is an empty table. */
function payloadOf(boxes: readonly Box[], type: string): Uint8Array {
  const found = boxes.filter((box) => box.type === type);
  if (found.length > 1) throw new CleanError("structure", `two ${type}`);
  return found[0]?.payload ?? new Uint8Array(8);
}

function byId<T extends { readonly id: number }>(entries: readonly T[]): Map<number, T> {
  const map = new Map(entries.map((entry) => [entry.id, entry]));
  if (map.size < entries.length) throw new CleanError("structure", "two items of one number");
  return map;
}

function associatedProperties(associations: readonly Associations[], properties: readonly Box[]) {
  const map = new Map<number, Box[]>();
  for (const { entries } of associations)
    for (const entry of entries)
      addAll(
        map,
        entry.id,
        entry.properties.flatMap(({ index }) => properties[index - 1] ?? []),
      );
  return map;
}

function addAll<T>(map: Map<number, T[]>, key: number, values: readonly T[]): void {
  const known = map.get(key);
  if (known) for (const value of values) known.push(value);
  else map.set(key, [...values]);
}

/** Where the bytes of an item are. @throws CleanError unsupported, elsewhere, cut-short */
export function piecesOfItem(still: Still, id: number, fileLength: number): Piece[] {
  const location = still.located.get(id);
  if (!location) return [];
  if (location.dataReference !== 0) throw new CleanError("elsewhere");
  if (location.method > 1) throw new CleanError("unsupported", "an item within an item");
  const within = location.method === 0 ? "file" : "idat";
  const whole = within === "file" ? fileLength : still.data.length;
  return location.extents.map(({ offset, length }) => {
    const at = location.base + offset;
    // Where no length is said, it is all to the end.
    const known = length === 0 && still.locations.sizes[1] === 0 ? whole - at : length;
    if (known < 0 || at + known > whole) throw new CleanError("cut-short", "an item's bytes are missing");
    return { within, at, length: known };
  });
}

/** What the shown picture is made of, and its transparency. @throws CleanError structure */
export function keptItems(still: Still): ReadonlySet<number> {
  const inputs = new Map<number, number[]>();
  for (const { type, from, to } of still.references) if (type === "dimg") addAll(inputs, from, to);
  const kept = new Set<number>();
  const reach = (first: number) => {
    for (const waiting = [first]; waiting.length > 0; ) {
      const id = waiting.pop() ?? first;
      if (kept.has(id)) continue;
      if (!still.items.has(id)) throw new CleanError("structure", "an item is missing");
      kept.add(id);
      for (const input of inputs.get(id) ?? []) waiting.push(input);
    }
  };
  reach(still.primary);
  for (const { type, from, to } of still.references)
    if (type === "auxl" && to.some((id) => kept.has(id)) && isAlpha(still, from)) reach(from);
  return kept;
}

function isAlpha({ propertiesOf }: Still, id: number): boolean {
  const properties = propertiesOf.get(id) ?? [];
  return properties.some(({ type, payload }) => type === "auxC" && saysAlpha(payload));
}
