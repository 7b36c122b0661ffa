import { CleanError } from "../errors.ts";
import { hasAscii, uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { type RiffChunk, riffChunk } from "./riff.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Collects the chunks of one image: an ALPH at most, then one VP8 or VP8L. */
export class ImageReader {
  readonly #findings: Findings;
  #alpha: Uint8Array | undefined;
  #bitstream: { type: "VP8 " | "VP8L"; data: Uint8Array; size: Size } | undefined;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** Takes a chunk if it is one of an image's; false if it isn't. @throws CleanError structure, cut-short */
  take({ type, data }: RiffChunk): boolean {
    switch (type) {
      case "ALPH":
        if (this.#alpha || this.#bitstream) throw new CleanError("structure", "alpha out of place");
        this.#alpha = data;
        return true;
      case "VP8 ":
      case "VP8L": {
        if (this.#bitstream) throw new CleanError("structure", "two images");
        const size = type === "VP8 " ? lossySize(data) : losslessSize(data);
        this.#bitstream = { type, data, size };
        return true;
      }
      default:
        return false;
    }
  }

  /** The image's chunks, and its size. @throws CleanError structure if there is no image */
  finish(): { readonly chunks: readonly Uint8Array[]; readonly size: Size } {
    if (!this.#bitstream) throw new CleanError("structure", "no image");
    const { type, data, size } = this.#bitstream;
    const alpha = type === "VP8 " && this.#alpha ? riffChunk("ALPH", [this.#alpha]) : [];
    // A lossless image has its own alpha: decoders ignore another.
    if (type === "VP8L" && this.#alpha) this.#findings.named("unknown", "ALPH", this.#alpha.length);
    return { chunks: [...alpha, ...riffChunk(type, [data])], size };
  }
}

/** VP8: a key frame's tag of 3 bytes, a start code, and 14 bits each of width and height (RFC 6386, 9.1). */
export function lossySize(data: Uint8Array): Size {
  const tag = uint(data, 0, 3, "little");
  const isKeyFrame = (tag & 1) === 0;
  if (!isKeyFrame || !hasAscii(data, "\x9d\x01\x2a", 3)) throw new CleanError("structure", "lossy image");
  const firstPartition = tag >>> 5;
  if (10 + firstPartition > data.length) throw new CleanError("cut-short", "lossy image");
  return nonEmpty({
    width: uint(data, 6, 2, "little") & 0x3fff,
    height: uint(data, 8, 2, "little") & 0x3fff,
  });
}

/** VP8L: a signature, then 14 bits each of width - 1 and height - 1, a hint of alpha, and version 0. */
export function losslessSize(data: Uint8Array): Size {
  const bits = uint(data, 1, 4, "little");
  if (data[0] !== 0x2f || bits >>> 29 !== 0) throw new CleanError("structure", "lossless image");
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

function nonEmpty(size: Size): Size {
  if (size.width === 0 || size.height === 0) throw new CleanError("structure", "image size");
  return size;
}
