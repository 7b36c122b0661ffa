import { CleanError } from "../errors.ts";
import { slice, uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { ImageReader, type Size } from "./image.ts";
import { MAX_FRAME_CHUNKS, riffChunk, riffChunksOf } from "./riff.ts";

const ANIMATION_LENGTH = 6;
const FRAME_HEADER_LENGTH = 16;
/** The frame's own flags: how it blends, how it is disposed of; the other bits are reserved. */
const FRAME_FLAGS = 0b11;

/** ANIM: background colour and number of loops, nothing else. @throws CleanError structure */
export function animationChunk(data: Uint8Array): readonly Uint8Array[] {
  if (data.length !== ANIMATION_LENGTH) throw new CleanError("structure", "animation");
  return riffChunk("ANIM", [data]);
}

/**
 * ANMF: place on the canvas, size, duration, flags and the frame's image; any other chunk inside is left out.
 * @throws CleanError structure, cut-short, unsupported
 */
export function frameChunk(data: Uint8Array, canvas: Size, findings: Findings): readonly Uint8Array[] {
  const header = slice(data, 0, FRAME_HEADER_LENGTH);
  const image = new ImageReader(findings);
  for (const chunk of riffChunksOf(data.subarray(FRAME_HEADER_LENGTH), MAX_FRAME_CHUNKS)) {
    if (!image.take(chunk)) findings.named("unknown", chunk.type, chunk.data.length);
  }
  const { chunks, size } = image.finish();
  checkPlace(header, size, canvas);
  const flags = Uint8Array.of((header[15] ?? 0) & FRAME_FLAGS);
  return riffChunk("ANMF", [header.subarray(0, 15), flags, ...chunks]);
}

/** The image must have the size that the frame says, and lie within the canvas. @throws CleanError structure */
function checkPlace(header: Uint8Array, size: Size, canvas: Size): void {
  const field = (at: number) => uint(header, at, 3, "little");
  const sameSize = field(6) + 1 === size.width && field(9) + 1 === size.height;
  const inside = 2 * field(0) + size.width <= canvas.width && 2 * field(3) + size.height <= canvas.height;
  if (!sameSize || !inside) throw new CleanError("structure", "frame");
}
