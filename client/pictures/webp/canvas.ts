import { CleanError } from "../errors.ts";
import { uint } from "../fields.ts";
import type { Size } from "./image.ts";
import { littleEndian, riffChunk } from "./riff.ts";

const CANVAS_LENGTH = 10;
const ANIMATION = 0x02;
const EXIF = 0x08;
const PROFILE = 0x20;
const ALPHA = 0x10;

/** What VP8X says of a picture, as far as its pixels and their orientation need it. */
export interface Canvas {
  readonly size: Size;
  readonly hasAlpha: boolean;
  readonly isAnimated: boolean;
  readonly hasExif: boolean;
  readonly hasProfile: boolean;
}

/** VP8X. @throws CleanError structure */
export function parseCanvas(data: Uint8Array): Canvas {
  if (data.length !== CANVAS_LENGTH) throw new CleanError("structure", "canvas");
  const [flags = 0] = data;
  return {
    size: { width: 1 + uint(data, 4, 3, "little"), height: 1 + uint(data, 7, 3, "little") },
    hasAlpha: (flags & ALPHA) !== 0,
    isAnimated: (flags & ANIMATION) !== 0,
    hasExif: (flags & EXIF) !== 0,
    hasProfile: (flags & PROFILE) !== 0,
  };
}

/** VP8X with no flag but these, and zeros where the format reserves bits. */
export function canvasChunk(canvas: Canvas): readonly Uint8Array[] {
  const { size, hasAlpha, isAnimated, hasExif, hasProfile } = canvas;
  const flags =
    (hasAlpha ? ALPHA : 0) | (isAnimated ? ANIMATION : 0) | (hasExif ? EXIF : 0) | (hasProfile ? PROFILE : 0);
  return riffChunk("VP8X", [
    Uint8Array.of(flags, 0, 0, 0),
    littleEndian(size.width - 1, 3),
    littleEndian(size.height - 1, 3),
  ]);
}
