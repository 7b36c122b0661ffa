import { textOfLatin1 } from "../display-text.ts";
import { uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { describeProfile } from "../metadata/colour-profile.ts";
import type { Gamut } from "../metadata/own-profile.ts";
import { type Chunk, encodeChunk } from "./chunks.ts";
import { inflated } from "./inflate.ts";

/** Most bytes of a profile that are looked at: its name stands behind its tags, of which scanners have many. */
const MOST_PROFILE = 64 * 1024;

/** Tells of an iCCP: a name, the kind of compression, and the profile. */
export function describeCompressedProfile(data: Uint8Array, findings: Findings): Gamut | undefined {
  const called = textOfLatin1(data);
  return describeProfile(inflated(data.subarray(called.length + 2), MOST_PROFILE), findings, { called });
}

/** The primaries, x and y times 100,000: of gamuts that have a profile, and of others that pictures share. */
const PRIMARIES = {
  sRGB: [64000, 33000, 30000, 60000, 15000, 6000],
  "Display P3": [68000, 32000, 26500, 69000, 15000, 6000],
  "Adobe RGB": [64000, 33000, 21000, 71000, 15000, 6000],
  "BT.2020": [70800, 29200, 17000, 79700, 13100, 4600],
};
const WHITE = [31270, 32900];
/** 1/2.2, Display P3's and sRGB's nearly, and none. */
const CURVES = [45455, 100_000];

/** What says in a PNG what a profile for a wide gamut says. Newer viewers read of Display P3 its cICP (H.273) alone. */
export function gamutChunks(gamut: Gamut): readonly Uint8Array[] {
  return [
    ...(gamut === "Display P3" ? [encodeChunk("cICP", Uint8Array.of(12, 13, 0, 1))] : []),
    encodeChunk("cHRM", longs([...WHITE, ...PRIMARIES[gamut]])),
    encodeChunk("gAMA", longs(CURVES.slice(0, 1))),
  ];
}

/**
 * A chunk that says of colours what they mean, written anew. Undefined of any other, and of a cHRM or gAMA that isn't
 * nearly a shared one: it tells of a monitor.
 */
export function colourChunk({ type, data, whole }: Chunk): Uint8Array | undefined {
  switch (type) {
    case "sRGB":
      return data.length === 1 && (data[0] ?? 4) <= 3 ? whole : undefined;
    case "cICP":
      return data.length === 4 && data[2] === 0 && (data[3] ?? 2) <= 1 ? whole : undefined;
    case "cHRM":
      return sharedNear(
        type,
        data,
        Object.values(PRIMARIES).map((primaries) => [...WHITE, ...primaries]),
      );
    case "gAMA":
      return sharedNear(
        type,
        data,
        CURVES.map((curve) => [curve]),
      );
    default:
      return undefined;
  }
}

/** Programs round, and round again: a thousandth is nothing that can be seen. */
const NEARLY = 100;

function sharedNear(
  type: string,
  data: Uint8Array,
  shared: readonly (readonly number[])[],
): Uint8Array | undefined {
  const found = shared.find(
    (numbers) =>
      data.length === 4 * numbers.length &&
      numbers.every((number, i) => Math.abs(uint(data, 4 * i, 4, "big") - number) <= NEARLY),
  );
  return found && encodeChunk(type, longs(found));
}

function longs(numbers: readonly number[]): Uint8Array {
  return Uint8Array.from(numbers.flatMap((n) => [n >> 24, n >> 16, n >> 8, n]));
}
