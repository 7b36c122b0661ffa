import { latin1 } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import { uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { applyRules, type Box, blank, boxesIn, mask, type Rules, versionOf } from "./boxes.ts";
import type { SampleCleaner } from "./codecs/codec.ts";
import {
  creationTime,
  dataReferences,
  editList,
  fixed,
  handler,
  mediaHeader,
  movieHeader,
  sampleTables,
  trackHeader,
} from "./leaves.ts";
import { describeDropped } from "./metadata.ts";
import { cleanSampleEntries, saysAlpha } from "./sample-entries.ts";
import { sampleCount, type Tables } from "./samples.ts";

/** A track that stays. */
export interface Track {
  readonly id: number;
  readonly tables: Tables;
  /** By sample description. */
  readonly cleaners: readonly SampleCleaner[];
}

export interface Movie {
  readonly tracks: readonly Track[];
  /** What fragments of a track go by where they say nothing, by the track's number. */
  readonly defaults: ReadonlyMap<number, TrackDefaults>;
}

export interface TrackDefaults {
  readonly description: number;
  readonly sampleSize: number;
}

/**
 * Cleans a `moov`, in place: its picture and sound stay, other tracks, dates, names, and what isn't on the list become
 * zero. @throws CleanError structure, unsupported, unknown-codec, encrypted, elsewhere
 */
export function cleanMovie(payload: Uint8Array, findings: Findings): Movie {
  const tracks: Track[] = [];
  const defaults = new Map<number, TrackDefaults>();
  const dropped = (box: Box) => describeDropped(box, findings);
  const ids = keptTracks(payload);
  const rules: Rules = {
    mvhd: (box) => {
      findings.text("time", creationTime(box.payload));
      movieHeader(box);
    },
    trak: (box) => {
      const id = trackId(box);
      if (ids.has(id)) tracks.push({ id, ...cleanTrack(box, ids, findings, dropped) });
      else {
        describeTrack(box, findings);
        blank(box);
      }
    },
    mvex: ({ payload: extended }) =>
      applyRules(
        extended,
        {
          mehd: ({ payload: header }) => mask(header, versionOf(header) === 0 ? 8 : 12),
          trex: (box) => {
            const id = uint(box.payload, 4, 4, "big");
            if (!ids.has(id)) return blank(box);
            mask(box.payload, 24);
            const [description, sampleSize] = [
              uint(box.payload, 8, 4, "big"),
              uint(box.payload, 16, 4, "big"),
            ];
            defaults.set(id, { description, sampleSize });
          },
        },
        dropped,
      ),
    cmov: () => {
      throw new CleanError("unsupported", "a compressed header");
    },
    rmra: () => {
      throw new CleanError("elsewhere");
    },
  };
  applyRules(payload, rules, dropped);
  if (tracks.length === 0) throw new CleanError("structure", "no picture and no sound");
  return { tracks, defaults };
}

/** The box that a way of types leads to: the first of each. */
export function boxAt(container: Uint8Array, ...way: readonly string[]): Uint8Array | undefined {
  let payload: Uint8Array | undefined = container;
  for (const type of way) payload = payload && boxesIn(payload).find((box) => box.type === type)?.payload;
  return payload;
}

function trackId({ payload }: Box): number {
  const header = boxAt(payload, "tkhd");
  if (!header) throw new CleanError("structure", "a track without a header");
  return uint(header, versionOf(header) === 1 ? 20 : 12, 4, "big");
}

export function handlerOf(track: Uint8Array): string {
  return latin1((boxAt(track, "mdia", "hdlr") ?? new Uint8Array(0)).subarray(8, 12));
}

/** The numbers of the tracks that stay: pictures, sound, and transparency; not other pictures of the same. */
function keptTracks(movie: Uint8Array): ReadonlySet<number> {
  const ids = new Set<number>();
  const seen = new Set<number>();
  for (const box of boxesIn(movie)) {
    if (box.type !== "trak") continue;
    const id = trackId(box);
    if (seen.has(id)) throw new CleanError("structure", "two tracks of one number");
    seen.add(id);
    if (isKept(box.payload)) ids.add(id);
  }
  return ids;
}

function isKept(track: Uint8Array): boolean {
  switch (handlerOf(track)) {
    case "vide":
    case "soun":
      return true;
    case "pict":
      return boxAt(track, "tref", "thmb") === undefined;
    case "auxv":
      return isAlpha(track);
    default:
      return false;
  }
}

function isAlpha(track: Uint8Array): boolean {
  const [entry] = boxesIn((boxAt(track, "mdia", "minf", "stbl", "stsd") ?? new Uint8Array(8)).subarray(8));
  const auxiliary = entry && boxAt(entry.payload.subarray(78), "auxi");
  return auxiliary !== undefined && saysAlpha(auxiliary);
}

/** What a track that doesn't stay held. */
function describeTrack({ payload }: Box, findings: Findings): void {
  const descriptions = boxAt(payload, "mdia", "minf", "stbl", "stsd");
  const format = latin1((descriptions ?? new Uint8Array(0)).subarray(12, 16));
  const faces = descriptions && latin1(descriptions.subarray(0, 4096)).includes("face");
  if (faces) findings.plain("faces");
  // What action cameras and Android write beside each frame, often where it was. It isn't read: told as if it were.
  if (format === "gpmd" || format === "camm") findings.text("place", "?");
  if (handlerOf(payload) === "auxv") findings.plain("depth");
  else findings.named("track", format, payload.length);
}

function cleanTrack(
  { payload }: Box,
  ids: ReadonlySet<number>,
  findings: Findings,
  dropped: (box: Box) => void,
): Omit<Track, "id"> {
  const tables = new Map<string, Uint8Array>();
  let cleaners: SampleCleaner[] = [];
  const handledBy = handlerOf(payload);
  const within = (rules: Rules) => (box: Box) => applyRules(box.payload, rules, dropped);
  const aperture = fixed(12);
  applyRules(
    payload,
    {
      tkhd: trackHeader,
      edts: within({ elst: editList }),
      tapt: within({ clef: aperture, prof: aperture, enof: aperture }),
      tref: within({ auxl: (box) => keepReferences(box, ids) }),
      mdia: within({
        mdhd: mediaHeader,
        hdlr: handler,
        minf: within({
          vmhd: fixed(12),
          smhd: fixed(6, -2),
          hdlr: handler,
          dinf: within({ dref: (box) => dataReferences(box, boxesIn(box.payload.subarray(8))) }),
          stbl: within({
            stsd: (box) => {
              cleaners = cleanSampleEntries(box.payload, handledBy, findings, dropped);
            },
            ...Object.fromEntries(
              Object.entries(sampleTables).map(([type, clean]) => [
                type,
                (box: Box) => {
                  clean(box);
                  tables.set(type, box.payload);
                },
              ]),
            ),
          }),
        }),
      }),
    },
    dropped,
  );
  if (cleaners.length === 0) throw new CleanError("structure", "a track without a description");
  const dependencies = tables.get("sdtp");
  if (dependencies) mask(dependencies, Math.min(dependencies.length, 4 + sampleCount(tables)));
  return { tables, cleaners };
}

function keepReferences(box: Box, ids: ReadonlySet<number>): void {
  const { payload } = box;
  const targets = Array.from({ length: payload.length >> 2 }, (_, i) => uint(payload, 4 * i, 4, "big"));
  if (!targets.every((id) => ids.has(id))) blank(box);
}
