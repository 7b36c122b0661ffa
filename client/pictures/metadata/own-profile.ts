import { ascii } from "../fields.ts";

/** Wide gamuts that phones and cameras use: without their profile such a picture looks pale. */
const GAMUTS = {
  "Display P3": {
    columns: [
      [0x83df, 0x3dbf, -0x45],
      [0x4abf, 0xb137, 0xab9],
      [0x2838, 0x110b, 0xc8b9],
    ],
    /** Of a 'para' curve of type 3: gamma, a, b, c, d. */
    curve: [3, 0x26666, 0xf2a7, 0xd59, 0x13d0, 0xa5b],
  },
  "Adobe RGB": {
    columns: [
      [0x9c18, 0x4fa5, 0x4fc],
      [0x348d, 0xa02c, 0xf95],
      [0x2631, 0x102f, 0xbe9c],
    ],
    curve: [0, 0x23300],
  },
} as const;

export type Gamut = keyof typeof GAMUTS;

/** The gamut of a profile that gives itself this name; undefined of others. */
export function gamutOf(name: string): Gamut | undefined {
  if (name.startsWith("Adobe RGB")) return "Adobe RGB";
  return name === "Display P3" ? name : undefined;
}

const D50 = [0xf6d6, 0x10000, 0xd32d];

/**
 * A profile of our own for a gamut, the same for everybody, with what viewers need (ICC.1:2010, version 4): its name,
 * the white point, the primaries as seen under D50, and one curve.
 */
export function ownProfile(gamut: Gamut): Uint8Array {
  const { columns, curve } = GAMUTS[gamut];
  const [kind, ...numbers] = curve;
  const [red, green, blue] = columns.map((column) => tagData("XYZ ", column));
  const name = [1, 12, 0x656e5553, 2 * gamut.length, 28].flatMap((number) => [...fixed(number)]);
  const utf16 = [...gamut].flatMap((letter) => [0, letter.charCodeAt(0)]);
  const gamma = [...ascii("para"), 0, 0, 0, 0, 0, kind, 0, 0, ...numbers.flatMap((n) => [...fixed(n)])];
  const tags: readonly (readonly [string, readonly number[]])[] = [
    ["desc", [...ascii("mluc"), 0, 0, 0, 0, ...name, ...utf16]],
    ["wtpt", tagData("XYZ ", D50)],
    ["rXYZ", red ?? []],
    ["gXYZ", green ?? []],
    ["bXYZ", blue ?? []],
    ["rTRC", gamma],
    ["gTRC", gamma],
    ["bTRC", gamma],
  ];
  return assemble(tags);
}

const HEADER = 128;

function assemble(tags: readonly (readonly [string, readonly number[]])[]): Uint8Array {
  let table: readonly number[] = [...fixed(tags.length)];
  let data: readonly number[] = [];
  const places = new Map<readonly number[], number>();
  const start = HEADER + 4 + 12 * tags.length;
  for (const [name, bytes] of tags) {
    const at = places.get(bytes) ?? start + data.length;
    if (!places.has(bytes)) data = [...data, ...bytes, ...new Array<number>(-bytes.length & 3).fill(0)];
    places.set(bytes, at);
    table = [...table, ...ascii(name), ...fixed(at), ...fixed(bytes.length)];
  }
  const profile = new Uint8Array(start + data.length);
  profile.set(fixed(profile.length));
  profile.set([4, 0x30, 0, 0, ...ascii("mntrRGB XYZ ")], 8);
  profile.set(ascii("acsp"), 36);
  profile.set(
    D50.flatMap((number) => [...fixed(number)]),
    68,
  );
  profile.set(table, HEADER);
  profile.set(data, start);
  return profile;
}

function tagData(type: string, numbers: readonly number[]): readonly number[] {
  return [...ascii(type), 0, 0, 0, 0, ...numbers.flatMap((number) => [...fixed(number)])];
}

/** Four bytes, big-endian, of a whole number or of one in 65,536ths. */
function fixed(number: number): Uint8Array {
  return Uint8Array.of(number >> 24, number >> 16, number >> 8, number);
}
