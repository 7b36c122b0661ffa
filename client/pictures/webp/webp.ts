import { concat } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import { ascii, slice, uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { describeProfile } from "../metadata/colour-profile.ts";
import { type Orientation, orientationExif } from "../metadata/orientation.ts";
import { type Gamut, ownProfile } from "../metadata/own-profile.ts";
import { describeTrailing } from "../metadata/trailing.ts";
import { Parts } from "../parts.ts";
import type { Reading } from "../reading.ts";
import { animationChunk, frameChunk } from "./animation.ts";
import { type Canvas, canvasChunk, parseCanvas } from "./canvas.ts";
import { ImageReader } from "./image.ts";
import { littleEndian, MAX_CHUNKS, type RiffChunk, riffChunk, riffChunksOf } from "./riff.ts";
import { describeSideChunk } from "./side-chunks.ts";

/** Bytes of "RIFF", the length, and "WEBP". */
const HEADER_LENGTH = 12;

type Chunks = Iterable<RiffChunk>;

/**
 * Reads a WebP and keeps VP8, VP8L, ALPH, ANIM and ANMF with the same inside, and, written anew, RIFF's length,
 * VP8X with its flags, padding, a wide gamut's profile, and an orientation other than 1. @throws CleanError cut-short, structure, unsupported
 */
export function readWebp(bytes: Uint8Array, findings: Findings): Reading {
  const length = uint(bytes, 4, 4, "little");
  if (length < 4) throw new CleanError("structure", "length");
  const contents = slice(bytes, HEADER_LENGTH, length - 4);
  const [first, ...others] = riffChunksOf(contents, MAX_CHUNKS);
  if (!first) throw new CleanError("structure", "no image");
  const reading =
    first.type === "VP8X"
      ? readExtended(parseCanvas(first.data), others, findings)
      : readSimple([first, ...others], findings);
  describeTrailing(bytes.subarray(8 + length + (length % 2)), findings);
  return { parts: assemble(reading.parts), orientation: reading.orientation };
}

function assemble(body: Parts): Parts {
  const parts = new Parts([concat(ascii("RIFF"), littleEndian(4 + body.length, 4), ascii("WEBP"))]);
  parts.append(body);
  return parts;
}

/** An image alone; viewers don't look at what else there may be. */
function readSimple(chunks: Chunks, findings: Findings): Reading {
  const image = new ImageReader(findings);
  let first = true;
  for (const chunk of chunks) {
    const taken = image.take(chunk);
    if (first && (!taken || chunk.type === "ALPH")) throw new CleanError("structure", chunk.type);
    if (!taken) describeSideChunk(chunk, findings);
    first = false;
  }
  return { parts: new Parts(image.finish().chunks), orientation: 1 };
}

function readExtended(canvas: Canvas, chunks: Chunks, findings: Findings): Reading {
  let orientation: Orientation | undefined;
  let gamut: Gamut | undefined;
  const side = (chunk: RiffChunk) => {
    if (chunk.type === "ICCP") {
      const known = describeProfile(chunk.data, findings);
      gamut ??= known;
      return;
    }
    const found = describeSideChunk(chunk, findings);
    orientation ??= found;
  };
  const image = canvas.isAnimated
    ? readAnimation(chunks, canvas, findings, side)
    : readStill(chunks, canvas, findings, side);
  const turned = canvas.hasExif ? (orientation ?? 1) : 1;
  const profile = canvas.hasProfile && gamut ? riffChunk("ICCP", [ownProfile(gamut)]) : [];
  const parts = new Parts(canvasChunk({ ...canvas, hasExif: turned !== 1, hasProfile: profile.length > 0 }));
  parts.pushAll(profile);
  parts.append(image);
  if (turned !== 1) parts.pushAll(riffChunk("EXIF", [orientationExif(turned)]));
  return { parts, orientation: turned };
}

function readStill(chunks: Chunks, canvas: Canvas, findings: Findings, side: (chunk: RiffChunk) => void) {
  const image = new ImageReader(findings);
  for (const chunk of chunks) if (!image.take(chunk)) side(chunk);
  const { chunks: kept, size } = image.finish();
  if (size.width !== canvas.size.width || size.height !== canvas.size.height) {
    throw new CleanError("structure", "canvas");
  }
  return new Parts(kept);
}

function readAnimation(chunks: Chunks, canvas: Canvas, findings: Findings, side: (chunk: RiffChunk) => void) {
  const parts = new Parts();
  let begun = false;
  let frames = 0;
  for (const chunk of chunks) {
    if (chunk.type === "ANIM" && !begun) {
      parts.pushAll(animationChunk(chunk.data));
      begun = true;
    } else if (chunk.type === "ANMF" && begun) {
      parts.pushAll(frameChunk(chunk.data, canvas.size, findings));
      frames++;
    } else if (/^(?:VP8[ LX]|ALPH|ANIM|ANMF)$/.test(chunk.type)) {
      throw new CleanError("structure", "animation");
    } else side(chunk);
  }
  if (frames === 0) throw new CleanError("structure", "animation");
  return parts;
}
