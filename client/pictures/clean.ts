import { documentReader } from "./documents/document.ts";
import { CleanError, type CleanErrorCode } from "./errors.ts";
import { hasAscii } from "./fields.ts";
import { type Finding, Findings } from "./finding.ts";
import { readIso } from "./iso/iso.ts";
import type { Plan } from "./iso/plan.ts";
import { type Source, sourceOf } from "./iso/source.ts";
import { readJpeg } from "./jpeg/jpeg.ts";
import type { Orientation } from "./metadata/orientation.ts";
import { readPng } from "./png/png.ts";
import type { Reading } from "./reading.ts";
import { readWebp } from "./webp/webp.ts";

export interface Cleaned {
  /** The clean copy, with a buffer of its own. */
  readonly clean: Uint8Array<ArrayBuffer>;
  readonly kind: ImageKind;
  readonly removed: readonly Finding[];
  readonly orientation: Orientation;
}

const READERS: Record<ImageKind, (bytes: Uint8Array, findings: Findings) => Reading> = {
  jpeg: readJpeg,
  png: readPng,
  webp: readWebp,
};

/** What a file tells by itself, for whoever has to keep it as it is. */
export interface Description {
  readonly findings: readonly Finding[];
  /** Why it could not be read to its end: then there may be more. Null if it was. */
  readonly broken: CleanErrorCode | null;
}

/** Reads as much of a picture, film, sound or document as can be read, and tells what it reveals. */
export function describeFile(bytes: Uint8Array): Description {
  const kind = imageKind(bytes);
  if (kind === null) return describeSource(sourceOf(bytes), documentReader(bytes) ?? readIso);
  return describeSource(sourceOf(bytes), (_, findings) => READERS[kind](bytes, findings));
}

/** As much as a reader tells of a file. */
export function describeSource(
  source: Source,
  read: (source: Source, findings: Findings) => unknown,
): Description {
  const findings = new Findings();
  try {
    read(source, findings);
    return { findings: findings.list(), broken: null };
  } catch (error) {
    if (!(error instanceof CleanError)) throw error;
    return { findings: findings.list(), broken: error.code };
  }
}

export interface CleanedFile {
  /** A clean picture, or in what a clean film (HEIC, sound) differs from its file. */
  readonly copy: Uint8Array<ArrayBuffer> | Plan;
  readonly findings: readonly Finding[];
}

/**
 * Cleans whatever can be cleaned: pictures of three kinds are read whole; films, sound, HEIC and AVIF piece by piece.
 * @throws CleanError as `cleanImage` and `readIso` do
 */
export function cleanFile(source: Source): CleanedFile {
  if (imageKind(source.read(0, Math.min(12, source.length))) === null) {
    const { plan, findings } = readIso(source, new Findings());
    return { copy: plan, findings };
  }
  const { clean, removed } = cleanImage(source.read(0, source.length));
  return { copy: clean, findings: removed };
}

/**
 * The picture without anything that its pixels and their orientation don't need: parts on an allow-list, checked
 * and copied to the byte, and constants of our own. Pixels are never decoded. Colour profiles go too: pixel
 * values stay the same, yet wide-gamut pictures may look a little paler. Cleaning a clean picture changes nothing.
 *
 * The rule for what is broken: what viewers ignore is dropped and told; what leaves open what the picture is, is
 * refused.
 *
 * What stays by nature: what is in the pixels, their encoding (tables, sizes of pieces), and whatever somebody hid
 * inside the compressed data themselves.
 *
 * @throws CleanError unknown-kind, cut-short, bad-checksum, structure, unsupported
 */
export function cleanImage(bytes: Uint8Array): Cleaned {
  const kind = imageKind(bytes);
  if (kind === null) throw new CleanError("unknown-kind");
  const findings = new Findings();
  const { parts, orientation } = READERS[kind](bytes, findings);
  return { clean: parts.join(), kind, removed: findings.list(), orientation };
}

type ImageKind = "jpeg" | "png" | "webp";

/** The kind of picture that the first bytes (12 are enough) announce; null if none that can be cleaned. */
export function imageKind(bytes: Uint8Array): ImageKind | null {
  if (hasAscii(bytes, "\xff\xd8\xff")) return "jpeg";
  if (hasAscii(bytes, "\x89PNG")) return "png";
  if (hasAscii(bytes, "RIFF") && hasAscii(bytes, "WEBP", 8)) return "webp";
  return null;
}
