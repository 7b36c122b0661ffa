import { latin1 } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import { hasAscii, uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { applyRules, type Box, blank, boxesIn, flagsOf, mask, type Rules, versionOf } from "./boxes.ts";
import { aacCleaner } from "./codecs/aac.ts";
import { av1Cleaner, cleanUnits as cleanAv1Units } from "./codecs/av1.ts";
import type { SampleCleaner } from "./codecs/codec.ts";
import { avcConfiguration, flacBlocks, hevcConfiguration } from "./codecs/configurations.ts";
import { mpeg4Cleaner, streamDescriptor } from "./codecs/mpeg4.ts";
import { AVC, DOLBY_VISION, HEVC, unitsCleaner } from "./codecs/nal.ts";
import { colours, fixed } from "./leaves.ts";

/** What is told of a box that doesn't stay. */
export type Dropped = (box: Box) => void;

/** What the boxes in a sample's description say of its codec. */
export interface Configured {
  unitLength: number | undefined;
  /** The kind of an MPEG-4 stream. */
  stream: number | undefined;
  dolby: boolean;
}

const VIDEO: Readonly<Record<string, (configured: Configured) => SampleCleaner>> = {
  avc1: ({ unitLength = 4 }) => unitsCleaner(AVC, unitLength),
  avc3: ({ unitLength = 4 }) => unitsCleaner(AVC, unitLength),
  hvc1: hevcCleaner,
  hev1: hevcCleaner,
  dvh1: hevcCleaner,
  dvhe: hevcCleaner,
  av01: () => av1Cleaner,
  mp4v: ({ stream }) => (stream === 0x20 ? mpeg4Cleaner() : undefined),
};
/** Those that have no place for anything else. */
const PLAIN_VIDEO = ["vp08", "vp09", "s263", "h263", "H263", "apch", "apcn", "apcs", "apco", "ap4h"];

function hevcCleaner({ unitLength = 4, dolby }: Configured): SampleCleaner {
  return unitsCleaner(dolby ? DOLBY_VISION : HEVC, unitLength);
}

const SOUNDS = [
  ...["mp4a", "ac-3", "ec-3", "alac", "fLaC", "Opus", "samr", "sawb", "apac", "sowt", "twos", "lpcm", "in24"],
  ...["in32", "fl32", "fl64", "raw ", "NONE", "ulaw", "alaw", "ima4", ".mp3", "ms\0U", "ipcm", "fpcm"],
];

const ENCRYPTED = ["encv", "enca", "drmi", "drms", "encm", "resv"];

/** Bytes of a description before its boxes. */
const VIDEO_HEAD = 78;

/**
 * stsd: how a track's samples are to be read; one cleaner for each description.
 * @throws CleanError encrypted, unknown-codec, structure
 */
export function cleanSampleEntries(
  payload: Uint8Array,
  handler: string,
  findings: Findings,
  dropped: Dropped,
): SampleCleaner[] {
  const entries = boxesIn(payload.subarray(8));
  if (entries.length === 0 || entries.length !== uint(payload, 4, 4, "big"))
    throw new CleanError("structure", "sample descriptions");
  return entries.map((entry) => {
    if (ENCRYPTED.includes(entry.type)) throw new CleanError("encrypted");
    return handler === "soun"
      ? cleanSound(entry, versionOf(payload), findings, dropped)
      : cleanVideo(entry, findings, dropped);
  });
}

function cleanVideo(entry: Box, findings: Findings, dropped: Dropped): SampleCleaner {
  const make = Object.hasOwn(VIDEO, entry.type) ? VIDEO[entry.type] : undefined;
  if (!(make || PLAIN_VIDEO.includes(entry.type)) || entry.payload.length < VIDEO_HEAD)
    throw new CleanError("unknown-codec");
  const head = entry.payload.subarray(0, VIDEO_HEAD);
  findings.text("software", latin1(head.subarray(43, 43 + Math.min(31, head[42] ?? 0))));
  // Of the head: which data, how large, how dense, how many pictures, how deep; not who encoded it.
  mask(head, -6, 2, -16, 12, -4, 2, -32, 4);
  // No table of colours may stand behind it.
  if (uint(head, 76, 2, "big") === 0) throw new CleanError("unsupported", "a table of colours");
  const configured: Configured = { unitLength: undefined, stream: undefined, dolby: false };
  applyRules(entry.payload.subarray(VIDEO_HEAD), videoRules(configured, findings), dropped);
  return make?.(configured);
}

/** Boxes of a picture's description, in films and, as properties, in HEIF. */
export function videoRules(configured: Configured, findings: Findings): Rules {
  const dolby = ({ payload }: Box) => {
    configured.dolby = true;
    mask(payload, 24);
  };
  return {
    avcC: ({ payload }) => {
      configured.unitLength = avcConfiguration(payload, findings);
    },
    hvcC: ({ payload }) => {
      configured.unitLength = hevcConfiguration(payload, findings);
    },
    lhvC: ({ payload }) => mask(payload, Math.min(payload.length, 6 + 512)),
    av1C: ({ payload }) => {
      const units = payload.subarray(4);
      units.set(cleanAv1Units(units) ?? units);
    },
    vpcC: fixed(12),
    d263: fixed(-4, -1, 2),
    dvcC: dolby,
    dvvC: dolby,
    dvwC: dolby,
    esds: ({ payload }) => {
      configured.stream = streamDescriptor(payload, findings);
    },
    colr: (box) => colours(box, findings),
    pasp: fixed(8),
    clap: fixed(32),
    fiel: fixed(2),
    gama: fixed(4),
    mdcv: fixed(24),
    clli: fixed(4),
    SmDm: fixed(28),
    CoLL: fixed(8),
    ccst: fixed(8),
    auxi: () => {},
    sinf: encrypted,
  };
}

function encrypted(): void {
  throw new CleanError("encrypted");
}

function cleanSound(entry: Box, listVersion: number, findings: Findings, dropped: Dropped): SampleCleaner {
  if (!SOUNDS.includes(entry.type)) throw new CleanError("unknown-codec");
  const { payload } = entry;
  // QuickTime has three versions of the head; ISO the first.
  const version = uint(payload, 8, 2, "big");
  const extra = listVersion === 1 ? 0 : [0, 16, 36][version];
  if (extra === undefined) throw new CleanError("structure", "sound");
  const head = 28 + extra;
  mask(payload.subarray(0, head), -6, 4, -6, 12 + extra);
  const configured: Configured = { unitLength: undefined, stream: undefined, dolby: false };
  applyRules(payload.subarray(head), soundRules(configured, findings, dropped), dropped);
  return entry.type === "mp4a" && configured.stream === 0x40 ? aacCleaner() : undefined;
}

function soundRules(configured: Configured, findings: Findings, dropped: Dropped): Rules {
  return {
    esds: ({ payload }) => {
      configured.stream = streamDescriptor(payload, findings);
    },
    dac3: fixed(3),
    dec3: short,
    dapa: short,
    dfLa: ({ payload }) => flacBlocks(payload),
    dOps: ({ payload }) => mask(payload, payload[10] === 0 ? 11 : 13 + uint(payload, 1, 1, "big")),
    damr: fixed(-5, 4),
    alac: ({ payload }) => mask(payload, Math.min(payload.length, 28 + 24)),
    chan: ({ payload }) => mask(payload, 16 + 20 * uint(payload, 12, 4, "big")),
    chnl: short,
    pcmC: fixed(6),
    srat: fixed(8),
    frma: fixed(4),
    enda: fixed(2),
    "ms\0U": ({ payload }) => mask(payload, Math.min(payload.length, 18 + 12)),
    mp4a: fixed(),
    "\0\0\0\0": fixed(),
    wave: ({ payload }) => applyRules(payload, soundRules(configured, findings, dropped), dropped),
    sinf: encrypted,
  };
}

/** What is opaque to us stays if it is no longer than it has to be. */
function short(box: Box): void {
  if (box.payload.length > 64) blank(box);
}

/** Whether an auxiliary track or item says that it is transparency; an `auxi` or `auxC` has flags, then a name. */
export function saysAlpha(payload: Uint8Array): boolean {
  return [
    "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0",
    "urn:mpeg:hevc:2015:auxid:1\0",
    "urn:mpeg:avc:2015:auxid:1\0",
  ].some((name) => hasAscii(payload, name, 4) && flagsOf(payload) === 0);
}
