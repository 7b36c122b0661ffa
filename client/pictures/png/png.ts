import { CleanError } from "../errors.ts";
import { ascii } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { type Orientation, orientationExif } from "../metadata/orientation.ts";
import type { Gamut } from "../metadata/own-profile.ts";
import { describeTrailing, refuseOthers } from "../metadata/trailing.ts";
import { Parts } from "../parts.ts";
import type { Reading } from "../reading.ts";
import { type Chunk, chunksOf, encodeChunk, PNG_SIGNATURE } from "./chunks.ts";
import { colourChunk, describeCompressedProfile, gamutChunks } from "./colours.ts";
import { isPalette, isTransparency, type PngHeader, parseHeader } from "./header.ts";
import { describeSideChunk } from "./side-chunks.ts";

/** What has been read of a picture so far. */
class Picture {
  readonly header: PngHeader & { readonly whole: Uint8Array };
  readonly findings: Findings;
  /** What says of a colour what it means. */
  readonly colours: Uint8Array[] = [];
  /** In place of these, where a profile says so. */
  gamut: Gamut | undefined;
  /** What else stands before the compressed pixels, as in the original. */
  readonly before = new Parts();
  readonly pixels = new Parts();
  /** Types of the small chunks kept so far; each may come once. */
  readonly kept = new Set<string>();
  /** Colours in the palette. */
  paletteLength = 0;
  /** Whether the still picture is one of the animation's. */
  framed = false;
  /** False once something else stood behind an IDAT. */
  pixelsOpen = true;
  /** Undefined until the first Exif block. */
  orientation: Orientation | undefined;

  constructor({ data, whole }: Chunk, findings: Findings) {
    this.header = { whole, ...parseHeader(data) };
    this.findings = findings;
  }
}

/**
 * Reads a PNG and keeps IHDR, a palette that is one, tRNS, sRGB, cICP, IDAT and IEND, and, written anew, a cHRM and gAMA
 * that many pictures share, a wide gamut in place of its profile, and an orientation other than 1, in an eXIf of that
 * one tag: browsers that heed it (Firefox does) must show the clean picture upright as well. An animation becomes its
 * still picture, and that is told.
 * @throws CleanError cut-short, bad-checksum, structure, unsupported
 */
export function readPng(bytes: Uint8Array, findings: Findings): Reading {
  const chunks = chunksOf(bytes);
  const first = chunks.next();
  if (first.done) throw new CleanError("cut-short");
  if (first.value.type !== "IHDR") throw new CleanError("structure", "no header");
  const picture = new Picture(first.value, findings);
  const behind = readChunks(bytes, chunks, picture);
  if (picture.pixels.length === 0) throw new CleanError(behind ? "structure" : "cut-short", "no pixels");
  if (!behind) findings.plain("no-end");
  return { parts: assemble(picture), orientation: picture.orientation ?? 1 };
}

/** Whether there is an end. Where a picture breaks behind its first pixels, viewers show what there is. */
function readChunks(bytes: Uint8Array, chunks: ReturnType<typeof chunksOf>, picture: Picture): boolean {
  let rest = bytes.subarray(bytes.length);
  try {
    let next = chunks.next();
    for (; !next.done; next = chunks.next()) {
      const { whole } = next.value;
      rest = bytes.subarray(whole.byteOffset - bytes.byteOffset);
      readChunk(next.value, picture);
      rest = rest.subarray(whole.length);
    }
    return next.value !== undefined;
  } catch (error) {
    if (!(error instanceof CleanError) || picture.pixels.length === 0) throw error;
    return false;
  } finally {
    describeTrailing(rest, picture.findings);
  }
}

function assemble({ header, colours, gamut, before, pixels, orientation = 1 }: Picture): Parts {
  const parts = new Parts([ascii(PNG_SIGNATURE), header.whole]);
  parts.pushAll(gamut ? gamutChunks(gamut) : colours);
  parts.append(before);
  if (orientation !== 1) parts.push(encodeChunk("eXIf", orientationExif(orientation)));
  parts.append(pixels);
  parts.push(encodeChunk("IEND", new Uint8Array(0)));
  return parts;
}

function readChunk(chunk: Chunk, picture: Picture): void {
  const { type, data } = chunk;
  if (type !== "IDAT" && picture.pixels.length > 0) picture.pixelsOpen = false;
  if (type === "IDAT") readPixels(chunk, picture);
  else if (type === "PLTE") readPalette(chunk, picture);
  else if (type === "IEND") {
    if (data.length > 0) throw new CleanError("structure", "end");
  } else {
    const kept = wantedOf(chunk, picture);
    if (kept) {
      picture.kept.add(type);
      (type === "tRNS" ? picture.before : picture.colours).push(kept);
    } else readSideChunk(chunk, picture);
  }
}

function readSideChunk(chunk: Chunk, picture: Picture): void {
  if (chunk.type === "IHDR") throw new CleanError("structure", "two headers");
  if (/^[A-Z]/.test(chunk.type)) throw new CleanError("unsupported", chunk.type);
  const { type, data, intact } = chunk;
  const early = intact && picture.pixels.length === 0;
  if (type === "iCCP") {
    const gamut = describeCompressedProfile(data, picture.findings);
    if (early) picture.gamut ??= gamut;
    return;
  }
  if (type === "fcTL" && early) picture.framed = true;
  if (type === "fdAT" && !picture.framed) picture.findings.plain("other-still");
  const orientation = describeSideChunk(chunk, picture.findings);
  if (intact) picture.orientation ??= orientation;
}

function readPixels({ type, data, whole, intact }: Chunk, picture: Picture): void {
  const paletteMissing = picture.header.kind === "palette" && picture.paletteLength === 0;
  if (!picture.pixelsOpen || paletteMissing) throw new CleanError("structure", "order of pixels");
  if (!intact) {
    refuseOthers(data);
    picture.findings.plain("no-end");
  }
  picture.pixels.push(intact ? whole : encodeChunk(type, data));
}

/** A palette is needed by pictures of that kind only; to others it is a hint, which we drop. */
function readPalette({ type, data, whole }: Chunk, picture: Picture): void {
  if (picture.header.kind !== "palette") {
    picture.findings.named("unknown", type, data.length);
    return;
  }
  const inPlace = picture.paletteLength === 0 && picture.pixels.length === 0;
  const most = 3 * 2 ** picture.header.bitDepth;
  // Viewers ignore colours that no pixel can name.
  const colours = data.length > most && data.length % 3 === 0 ? data.subarray(0, most) : data;
  if (!inPlace || !isPalette(colours, picture.header)) throw new CleanError("structure", "palette");
  if (colours !== data) picture.findings.named("unknown", type, data.length - most);
  picture.paletteLength = colours.length / 3;
  picture.before.push(colours === data ? whole : encodeChunk(type, colours));
}

/** What stays of a chunk that is on the allow-list, in its place, the first of its type and of its form: else none heeds it. */
function wantedOf(chunk: Chunk, picture: Picture): Uint8Array | undefined {
  const { type, data, whole, intact } = chunk;
  if (!intact || picture.pixels.length > 0 || picture.kept.has(type)) return undefined;
  if (type !== "tRNS") return picture.paletteLength === 0 ? colourChunk(chunk) : undefined;
  return isTransparency(data, picture.header, picture.paletteLength) ? whole : undefined;
}
