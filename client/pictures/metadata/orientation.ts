import { concat, equalBytes } from "../../../crypto/bytes.ts";
import { type ExifReading, SHORT } from "./exif.ts";

/** How a viewer turns the pixels before it shows them (Exif tag 0x0112); 1 is "as they are". */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATIONS: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];
const ORIENTATION_TAG = 0x0112;

/** The orientation that an Exif block gives; 1 where it gives none that viewers accept. */
export function orientationOf(exif: ExifReading): Orientation {
  const value = exif.directories.image.get(ORIENTATION_TAG);
  if (value?.type !== SHORT || value.count !== 1) return 1;
  const number = value.number(0);
  return ORIENTATIONS.find((orientation) => orientation === number) ?? 1;
}

/** An Exif block (26 bytes of TIFF) that holds an orientation and nothing else. */
export function orientationExif(orientation: Orientation): Uint8Array {
  return concat(
    Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8), // big-endian, the first directory at 8
    Uint8Array.of(0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0), // one tag: a short
    Uint8Array.of(0, 0, 0, 0), // no next directory
  );
}

/** Whether a TIFF is to the byte what `orientationExif` makes: it reveals nothing else. */
export function isOrientationExif(tiff: Uint8Array): boolean {
  return ORIENTATIONS.some(
    (orientation) => orientation !== 1 && equalBytes(tiff, orientationExif(orientation)),
  );
}
