import { CleanError } from "../errors.ts";
import { uint } from "../fields.ts";

/** Bit depths by colour type: grey, colour, palette, grey with alpha, colour with alpha. */
const BIT_DEPTHS: ReadonlyMap<number, readonly number[]> = new Map([
  [0, [1, 2, 4, 8, 16]],
  [2, [8, 16]],
  [3, [1, 2, 4, 8]],
  [4, [8, 16]],
  [6, [8, 16]],
]);

const HEADER_LENGTH = 13;
const MAX_SIDE = 2 ** 31 - 1;

export interface PngHeader {
  readonly kind: "grey" | "colour" | "palette" | "alpha";
  readonly bitDepth: number;
}

/** IHDR. @throws CleanError structure */
export function parseHeader(data: Uint8Array): PngHeader {
  if (data.length !== HEADER_LENGTH) throw new CleanError("structure", "header length");
  const [bitDepth = 0, colourType = 0, compression = 0, filter = 0, interlace = 0] = data.subarray(8);
  const sides = [uint(data, 0, 4, "big"), uint(data, 4, 4, "big")];
  const sized = sides.every((side) => side > 0 && side <= MAX_SIDE);
  const known = BIT_DEPTHS.get(colourType)?.includes(bitDepth) ?? false;
  if (!sized || !known || compression !== 0 || filter !== 0 || interlace > 1) {
    throw new CleanError("structure", "header");
  }
  return { kind: kindOf(colourType), bitDepth };
}

function kindOf(colourType: number): PngHeader["kind"] {
  if (colourType === 3) return "palette";
  if (colourType > 3) return "alpha";
  return colourType === 0 ? "grey" : "colour";
}

/** Whether a PLTE is a palette that a picture of this kind can have. */
export function isPalette(data: Uint8Array, { bitDepth }: PngHeader): boolean {
  const colours = data.length / 3;
  return Number.isInteger(colours) && colours >= 1 && colours <= 2 ** bitDepth;
}

/** Whether a tRNS is of the form that the kind of picture asks for; `colours` is the palette's. */
export function isTransparency(data: Uint8Array, { kind }: PngHeader, colours: number): boolean {
  switch (kind) {
    case "grey":
      return data.length === 2;
    case "colour":
      return data.length === 6;
    case "palette":
      return data.length >= 1 && data.length <= colours;
    case "alpha":
      return false;
  }
}
