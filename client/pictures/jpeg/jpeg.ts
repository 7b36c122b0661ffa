import { concat } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import { ascii, hasAscii } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { describeProfile } from "../metadata/colour-profile.ts";
import { describePhotoshop } from "../metadata/iptc.ts";
import { type Orientation, orientationExif } from "../metadata/orientation.ts";
import { type Gamut, ownProfile } from "../metadata/own-profile.ts";
import { describeTrailing, refuseOthers } from "../metadata/trailing.ts";
import { Parts } from "../parts.ts";
import type { Reading } from "../reading.ts";
import { describeApplicationData, EXIF_MARK, PHOTOSHOP_MARK, PROFILE_MARK } from "./application-data.ts";
import {
  ADOBE_LENGTH,
  type AdobeTransform,
  adobeSegment,
  adobeTransform,
  isJfif,
  JFIF_LENGTH,
  JFIF_SEGMENT,
} from "./colour-marks.ts";
import {
  checkHuffmanTables,
  checkNumberOfLines,
  checkQuantizationTables,
  checkRestartInterval,
  checkScan,
  type Frame,
  parseFrame,
} from "./frame.ts";
import { MARKER, type Segment, segmentsOf } from "./segments.ts";

/** What has been read of a picture so far. */
class Picture {
  readonly findings: Findings;
  /** Tables, frame and scans, as they stand in the original. */
  readonly kept = new Parts();
  jfif = false;
  adobe: AdobeTransform | undefined;
  gamut: Gamut | undefined;
  /** What Photoshop's segments hold, of which one block may go through several. */
  readonly photoshop = new Parts();
  /** Undefined until the first Exif block. */
  orientation: Orientation | undefined;
  frame: Frame | undefined;
  scans = 0;
  /** The last scan and its data, which end where the next marker stands, or nowhere. */
  scan: Uint8Array = new Uint8Array(0);
  linesKnown = true;

  constructor(findings: Findings) {
    this.findings = findings;
  }
}

/**
 * Reads a JPEG (Huffman-coded: baseline, extended or progressive, as browsers show) and keeps, besides its start
 * and end: DQT, DHT, DRI, SOF, SOS with its data, a DNL that is needed, and, written anew, the marks of JFIF and
 * Adobe, a wide gamut's profile, and an orientation other than 1. @throws CleanError cut-short, structure, unsupported
 */
export function readJpeg(bytes: Uint8Array, findings: Findings): Reading {
  const picture = new Picture(findings);
  readSegments(bytes, picture);
  if (picture.scans === 0 || !picture.linesKnown) throw new CleanError("structure", "no picture");
  return { parts: assemble(picture), orientation: picture.orientation ?? 1 };
}

/** Where the bytes end or break the rules behind a scan's beginning, viewers show what there is. */
function readSegments(bytes: Uint8Array, picture: Picture): void {
  const { findings } = picture;
  let rest = bytes;
  try {
    const segments = segmentsOf(bytes);
    let next = segments.next();
    for (; !next.done; next = segments.next()) {
      const { whole } = next.value;
      rest = bytes.subarray(whole.byteOffset - bytes.byteOffset);
      readSegment(next.value, picture);
      rest = rest.subarray(whole.length);
    }
    const { stray, behind } = next.value;
    if (stray > 0) findings.named("unknown", "", stray);
    describeTrailing(behind, findings);
  } catch (error) {
    if (!(error instanceof CleanError) || error.code === "unsupported" || picture.scans === 0) throw error;
    refuseOthers(picture.scan);
    findings.plain("no-end");
    describeTrailing(rest, findings);
  } finally {
    if (picture.photoshop.length > 0) describePhotoshop(picture.photoshop.join(), findings);
  }
}

function assemble({ jfif, adobe, gamut, orientation = 1, kept }: Picture): Parts {
  const parts = new Parts([Uint8Array.of(0xff, MARKER.startOfImage)]);
  if (jfif) parts.push(JFIF_SEGMENT);
  if (orientation !== 1) parts.push(orientationSegment(orientation));
  if (gamut) parts.push(profileSegment(gamut));
  if (adobe !== undefined) parts.push(adobeSegment(adobe));
  parts.append(kept);
  parts.push(Uint8Array.of(0xff, MARKER.endOfImage));
  return parts;
}

function orientationSegment(orientation: Orientation): Uint8Array {
  const exif = orientationExif(orientation);
  const length = 2 + EXIF_MARK.length + exif.length;
  return concat(Uint8Array.of(0xff, MARKER.application1, 0, length), ascii(EXIF_MARK), exif);
}

function profileSegment(gamut: Gamut): Uint8Array {
  const payload = Uint8Array.from([...ascii(PROFILE_MARK), 1, 1, ...ownProfile(gamut)]);
  const length = 2 + payload.length;
  return Uint8Array.from([0xff, MARKER.application2, length >> 8, length & 255, ...payload]);
}

/** What the tables between the scans must be, by marker. */
const TABLES: ReadonlyMap<number, (payload: Uint8Array) => void> = new Map([
  [MARKER.quantizationTables, checkQuantizationTables],
  [MARKER.huffmanTables, checkHuffmanTables],
  [MARKER.restartInterval, checkRestartInterval],
]);

const FRAMES: readonly number[] = [MARKER.baseline, MARKER.extended, MARKER.progressive];

function readSegment(segment: Segment, picture: Picture): void {
  const { marker, payload, whole } = segment;
  const checkTable = TABLES.get(marker);
  if (checkTable) {
    checkTable(payload);
    picture.kept.push(whole);
  } else if (FRAMES.includes(marker)) readFrame(segment, picture);
  else if (marker === MARKER.scan) readScan(segment, picture);
  else if (marker === MARKER.numberOfLines) readNumberOfLines(segment, picture);
  else if (marker === MARKER.comment || (marker >= MARKER.application0 && marker <= MARKER.application15))
    readSideData(segment, picture);
  else throw new CleanError("unsupported", `marker ${marker.toString(16)}`);
}

function readFrame({ payload, whole }: Segment, picture: Picture): void {
  if (picture.frame) throw new CleanError("structure", "two frames");
  picture.frame = parseFrame(payload);
  picture.linesKnown = picture.frame.height > 0;
  picture.kept.push(whole);
}

function readScan({ payload, whole }: Segment, picture: Picture): void {
  if (!picture.frame) throw new CleanError("structure", "a scan before the frame");
  checkScan(payload, picture.frame);
  picture.scans++;
  picture.scan = whole;
  picture.kept.push(whole);
}

/** DNL may stand behind the first scan only; it is dropped where it says what the frame said. */
function readNumberOfLines({ payload, whole }: Segment, picture: Picture): void {
  if (!picture.frame || picture.scans !== 1) throw new CleanError("structure", "number of lines");
  checkNumberOfLines(payload, picture.frame);
  if (!picture.linesKnown) picture.kept.push(whole);
  picture.linesKnown = true;
}

/** Decoders heed the colour marks, and viewers the orientation, until the first scan. */
function readSideData({ marker, payload }: Segment, picture: Picture): void {
  const { findings } = picture;
  const heeded = picture.scans === 0;
  if (heeded && marker === MARKER.application0 && isJfif(payload)) {
    picture.jfif = true;
    if (payload.length > JFIF_LENGTH) findings.size("thumbnail", payload.length - JFIF_LENGTH);
    return;
  }
  const transform = heeded && marker === MARKER.application14 ? adobeTransform(payload) : undefined;
  if (transform !== undefined) {
    picture.adobe = transform;
    const excess = payload.length - ADOBE_LENGTH;
    if (excess > 0) findings.named("unknown", "APP14 Adobe", excess);
    return;
  }
  if (marker === MARKER.application13 && hasAscii(payload, PHOTOSHOP_MARK)) {
    picture.photoshop.push(payload.subarray(PHOTOSHOP_MARK.length));
    return;
  }
  if (marker === MARKER.application2 && hasAscii(payload, PROFILE_MARK)) {
    // A profile goes in numbered pieces; its name stands in the first.
    const isFirst = payload[PROFILE_MARK.length] === 1;
    const gamut = describeProfile(payload.subarray(PROFILE_MARK.length + 2), findings, { isFirst });
    if (heeded) picture.gamut ??= gamut;
    return;
  }
  const orientation = describeApplicationData(marker, payload, findings);
  if (heeded) picture.orientation ??= orientation;
}
