import { textOfLatin1 } from "../display-text.ts";
import type { Findings } from "../finding.ts";
import { describeProfile } from "../metadata/colour-profile.ts";
import type { Gamut } from "../metadata/own-profile.ts";
import { encodeChunk } from "./chunks.ts";
import { inflated } from "./inflate.ts";

/** Most bytes of a profile that are looked at: its name stands behind its tags, of which scanners have many. */
const MOST_PROFILE = 64 * 1024;

/** Tells of an iCCP: a name, the kind of compression, and the profile. */
export function describeCompressedProfile(data: Uint8Array, findings: Findings): Gamut | undefined {
  const called = textOfLatin1(data);
  return describeProfile(inflated(data.subarray(called.length + 2), MOST_PROFILE), findings, { called });
}

/** White and the three primaries, x and y times 100,000; and the curve: of Display P3 nearly, of Adobe RGB whole. */
const SPACES: Readonly<Record<Gamut, { readonly chrm: readonly number[]; readonly gamma: number }>> = {
  "Display P3": { chrm: [31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000], gamma: 45455 },
  "Adobe RGB": { chrm: [31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000], gamma: 45470 },
};

/** What says in a PNG what a profile for a wide gamut says. Newer viewers read of Display P3 its cICP (H.273) alone. */
export function gamutChunks(gamut: Gamut): readonly Uint8Array[] {
  const { chrm, gamma } = SPACES[gamut];
  return [
    ...(gamut === "Display P3" ? [encodeChunk("cICP", Uint8Array.of(12, 13, 0, 1))] : []),
    encodeChunk("cHRM", longs(chrm)),
    encodeChunk("gAMA", longs([gamma])),
  ];
}

function longs(numbers: readonly number[]): Uint8Array {
  return Uint8Array.from(numbers.flatMap((n) => [n >> 24, n >> 16, n >> 8, n]));
}
