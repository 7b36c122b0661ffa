import { concat } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import { ascii, hasAscii } from "../fields.ts";

// Two marks tell decoders what the colour components mean. What is needed of each is one choice; so each is
// written anew, the same for everybody: an original's versions, flags and densities tell of its program.

/** JFIF's APP0, whole: version 1.01, square pixels of no known size, no thumbnail. */
export const JFIF_SEGMENT = concat(
  Uint8Array.of(0xff, 0xe0, 0, 16),
  ascii("JFIF\0"),
  Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0),
);

/** Bytes of what is needed of each. */
export const JFIF_LENGTH = 14;
export const ADOBE_LENGTH = 12;

/** Whether an APP0's payload is the mark of JFIF, as decoders recognize it. */
export function isJfif(payload: Uint8Array): boolean {
  return payload.length >= JFIF_LENGTH && hasAscii(payload, "JFIF\0");
}

/** How an Adobe mark says that colours were transformed: not at all, to YCbCr, to YCCK. */
export type AdobeTransform = 0 | 1 | 2;

/** The choice of an APP14; undefined if it is no Adobe mark. @throws CleanError structure */
export function adobeTransform(payload: Uint8Array): AdobeTransform | undefined {
  if (payload.length < ADOBE_LENGTH || !hasAscii(payload, "Adobe")) return undefined;
  const transform = payload[ADOBE_LENGTH - 1];
  if (transform === 0 || transform === 1 || transform === 2) return transform;
  throw new CleanError("structure", "Adobe transform");
}

/** Adobe's APP14, whole: version 100, no flags. */
export function adobeSegment(transform: AdobeTransform): Uint8Array {
  return concat(
    Uint8Array.of(0xff, 0xee, 0, 14),
    ascii("Adobe"),
    Uint8Array.of(0, 100, 0, 0, 0, 0, transform),
  );
}
