import { CleanError } from "../errors.ts";
import { hasAscii, uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { type Box, blank, mask, type Rules } from "./boxes.ts";
import { fixed } from "./leaves.ts";
import { type Configured, videoRules } from "./sample-entries.ts";
import type { Still } from "./still.ts";

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
export function cleanProperties(
  still: Still,
  kept: ReadonlySet<number>,
  findings: Findings,
): Map<number, number> {
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
export function isBlank({ whole }: Box): boolean {
  return hasAscii(whole, "free", 4);
}
