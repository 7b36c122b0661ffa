import { CleanError } from "../errors.ts";
import { uint } from "../fields.ts";
import { applyRules, type Box, blank, boxesIn, flagsOf, mask, uint64, versionOf } from "./boxes.ts";
import { fixed, groupDescription, sampleToGroup } from "./leaves.ts";
import type { Movie, TrackDefaults } from "./movie.ts";
import { cleanerOf, type Range } from "./samples.ts";

/** What a fragment's track says where its runs say nothing; `base` counts from the file's beginning. */
interface TrackFragment extends TrackDefaults {
  readonly id: number;
  readonly base: number | undefined;
  /** The first byte counts from the fragment's own. */
  readonly fromFragment: boolean;
}

/**
 * Cleans a `moof` that stands at a place of the file, in place, and hands over where its samples are.
 * @throws CleanError structure, encrypted, unsupported
 */
export function cleanFragment(
  payload: Uint8Array,
  place: number,
  movie: Movie,
  dropped: (box: Box) => void,
  take: (range: Range) => void,
): void {
  let skipped = false;
  let end = place;
  applyRules(
    payload,
    {
      mfhd: fixed(8),
      traf: (box) => {
        const fragment = fragmentOf(box, movie);
        const track = movie.tracks.find(({ id }) => id === fragment.id);
        if (!track) {
          skipped = true;
          return blank(box);
        }
        const base = fragment.base ?? (fragment.fromFragment ? place : end);
        // Such a track's place counts from the end of the one before, which would be gone.
        if (skipped && fragment.base === undefined && !fragment.fromFragment)
          throw new CleanError("unsupported", "a fragment behind one of another kind");
        const clean = cleanerOf(track.cleaners, fragment.description);
        let next = base;
        applyRules(
          box.payload,
          {
            tfhd: () => {},
            tfdt: ({ payload: time }) => mask(time, versionOf(time) === 1 ? 12 : 8),
            trun: ({ payload: run }) => {
              const { start, count, sizeOf } = readRun(run, fragment.sampleSize);
              if (start !== undefined) next = base + start;
              for (let i = 0; i < count; i++) {
                const length = sizeOf(i);
                take({ at: next, length, clean });
                next += length;
              }
            },
            sdtp: () => {},
            sbgp: sampleToGroup,
            sgpd: groupDescription,
            senc: () => {
              throw new CleanError("encrypted");
            },
          },
          dropped,
        );
        end = next;
      },
    },
    dropped,
  );
}

function fragmentOf({ payload }: Box, movie: Movie): TrackFragment {
  const header = boxesIn(payload).find(({ type }) => type === "tfhd")?.payload;
  if (!header) throw new CleanError("structure", "a track fragment without a header");
  const flags = flagsOf(header);
  const id = uint(header, 4, 4, "big");
  let at = 8;
  const field = (flag: number, length: number) => {
    if ((flags & flag) === 0) return undefined;
    const value = length === 8 ? uint64(header, at) : uint(header, at, length, "big");
    at += length;
    return value;
  };
  const base = field(0x01, 8);
  const description = field(0x02, 4);
  field(0x08, 4);
  const sampleSize = field(0x10, 4);
  field(0x20, 4);
  mask(header, at);
  const inherited = movie.defaults.get(id);
  return {
    id,
    base,
    fromFragment: (flags & 0x020000) !== 0,
    description: description ?? inherited?.description ?? 1,
    sampleSize: sampleSize ?? inherited?.sampleSize ?? 0,
  };
}

interface Run {
  /** Where it starts, if it says so, from the fragment's base. */
  readonly start: number | undefined;
  readonly count: number;
  readonly sizeOf: (sample: number) => number;
}

function readRun(run: Uint8Array, sampleSize: number): Run {
  const flags = flagsOf(run);
  const count = uint(run, 4, 4, "big");
  let at = 8;
  let start: number | undefined;
  if ((flags & 0x01) !== 0) {
    start = uint(run, at, 4, "big") | 0;
    at += 4;
  }
  if ((flags & 0x04) !== 0) at += 4;
  const entry = [0x100, 0x200, 0x400, 0x800].filter((flag) => (flags & flag) !== 0).length * 4;
  mask(run, at + entry * count);
  if ((flags & 0x200) !== 0) {
    const first = at + ((flags & 0x100) === 0 ? 0 : 4);
    return { start, count, sizeOf: (sample) => uint(run, first + entry * sample, 4, "big") };
  }
  // Without a size there is nothing to look for, whatever the count says.
  return { start, count: sampleSize === 0 ? 0 : count, sizeOf: () => sampleSize };
}
