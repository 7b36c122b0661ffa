import { CleanError } from "../errors.ts";
import { uint } from "../fields.ts";
import { uint64 } from "./boxes.ts";
import type { SampleCleaner } from "./codecs/codec.ts";

/** Bytes of the file that a kept track or item is made of, and who cleans each of its samples. */
export interface Range {
  readonly at: number;
  readonly length: number;
  readonly clean: SampleCleaner;
}

/** The tables that say where a track's samples are (ISO/IEC 14496-12, 8.6 to 8.8), by their types. */
export type Tables = ReadonlyMap<string, Uint8Array>;

/**
 * The samples of a track, chunk by chunk; those of a chunk as one where nobody has to look at them.
 * @throws CleanError structure
 */
export function* rangesOf(tables: Tables, cleaners: readonly SampleCleaner[]): Generator<Range> {
  const chunks = chunkOffsets(tables);
  const sizes = sampleSizes(tables);
  const runs = tables.get("stsc") ?? new Uint8Array(8);
  const runCount = uint(runs, 4, 4, "big");
  let sample = 0;
  let run = -1;
  for (let chunk = 0; chunk < chunks.count; chunk++) {
    while (run + 1 < runCount && uint(runs, 8 + 12 * (run + 1), 4, "big") <= chunk + 1) run++;
    if (run < 0) throw new CleanError("structure", "chunks");
    const perChunk = uint(runs, 12 + 12 * run, 4, "big");
    const clean = cleanerOf(cleaners, uint(runs, 16 + 12 * run, 4, "big"));
    const count = Math.min(perChunk, sizes.count - sample);
    yield* chunkRanges(chunks.at(chunk), sample, count, sizes, clean);
    sample += count;
  }
  if (sample !== sizes.count) throw new CleanError("structure", "samples without a place");
}

function* chunkRanges(
  start: number,
  first: number,
  count: number,
  { each, at: sizeAt }: Sizes,
  clean: SampleCleaner,
): Generator<Range> {
  if (!clean && each > 0) {
    yield { at: start, length: count * each, clean };
    return;
  }
  let at = start;
  for (let i = 0; i < count; i++) {
    const length = each || sizeAt(first + i);
    if (clean) yield { at, length, clean };
    at += length;
  }
  if (!clean) yield { at: start, length: at - start, clean };
}

/** A description counts from 1. */
export function cleanerOf(cleaners: readonly SampleCleaner[], description: number): SampleCleaner {
  if (description < 1 || description > cleaners.length)
    throw new CleanError("structure", "sample description");
  return cleaners[description - 1];
}

interface Sizes {
  readonly count: number;
  /** Bytes of every sample; 0 if they differ. */
  readonly each: number;
  readonly at: (sample: number) => number;
}

export function sampleCount(tables: Tables): number {
  return sampleSizes(tables).count;
}

function sampleSizes(tables: Tables): Sizes {
  const table = tables.get("stsz");
  if (table) {
    const count = uint(table, 8, 4, "big");
    return { count, each: uint(table, 4, 4, "big"), at: (sample) => uint(table, 12 + 4 * sample, 4, "big") };
  }
  const compact = tables.get("stz2");
  if (!compact) throw new CleanError("structure", "no sample sizes");
  const bits = uint(compact, 7, 1, "big");
  if (bits !== 4 && bits !== 8 && bits !== 16) throw new CleanError("structure", "sample sizes");
  const nibble = (sample: number) => {
    const byte = uint(compact, 12 + (sample >> 1), 1, "big");
    return sample % 2 === 0 ? byte >> 4 : byte & 15;
  };
  const at = (sample: number) =>
    bits === 4 ? nibble(sample) : uint(compact, 12 + (sample * bits) / 8, bits / 8, "big");
  return { count: uint(compact, 8, 4, "big"), each: 0, at };
}

function chunkOffsets(tables: Tables): { readonly count: number; readonly at: (chunk: number) => number } {
  const short = tables.get("stco");
  const table = short ?? tables.get("co64");
  if (!table) throw new CleanError("structure", "no chunks");
  const at = (chunk: number) => (short ? uint(table, 8 + 4 * chunk, 4, "big") : uint64(table, 8 + 8 * chunk));
  return { count: uint(table, 4, 4, "big"), at };
}
