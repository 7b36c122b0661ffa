import { concat, joined } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import { ascii } from "../fields.ts";
import type { Orientation } from "../metadata/orientation.ts";
import type { Box } from "./boxes.ts";
import {
  type Associations,
  encodeAssociations,
  encodeBox,
  encodeItems,
  encodeLocations,
  encodeReferences,
  number,
} from "./item-tables.ts";
import type { Piece, Still } from "./still.ts";
import { isBlank } from "./still-properties.ts";

/**
 * A `meta` of the same length with the kept items alone, the bytes of theirs that it holds, the properties that aren't
 * blank, and those that turn the picture where only Exif did. @throws CleanError structure
 */
export function rebuilt(
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
