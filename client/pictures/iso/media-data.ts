import { equalBytes } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import type { Findings } from "../finding.ts";
import { inOrder, lengthOf, type Patch } from "./plan.ts";
import type { Range } from "./samples.ts";
import type { Source } from "./source.ts";

type Span = readonly [start: number, end: number];

/** Most bytes of all samples together, in file lengths: some films show a sample twice. */
const MOST_READ = 4;

/** Collects which bytes of the file are picture and sound, and what is to be put in place of some of them. */
export class MediaData {
  readonly #source: Source;
  readonly #findings: Findings;
  readonly #spans: [number, number][] = [];
  readonly #patches: Patch[] = [];
  #read = 0;

  constructor(source: Source, findings: Findings) {
    this.#source = source;
    this.#findings = findings;
  }

  /** Takes a sample, and has it cleaned. @throws CleanError cut-short, structure */
  take({ at, length, clean }: Range): void {
    if (length === 0) return;
    if (at < 0 || at + length > this.#source.length) throw new CleanError("cut-short", "a sample is missing");
    this.#read += length;
    if (this.#read > MOST_READ * this.#source.length)
      throw new CleanError("structure", "samples over samples");
    const last = this.#spans.at(-1);
    if (last && last[1] === at) last[1] = at + length;
    else this.#spans.push([at, at + length]);
    clean?.({
      source: this.#source,
      at,
      length,
      findings: this.#findings,
      patch: (patch) => this.#patches.push(patch),
    });
  }

  takeAll(ranges: Iterable<Range>): void {
    for (const range of ranges) this.take(range);
  }

  /**
   * The patches within these parts of the file: zeros where no sample is, and what samples are changed in.
   * @throws CleanError structure if a sample lies outside, or if two want to change one place
   */
  patchesWithin(parts: readonly Span[]): Patch[] {
    const used = merged(this.#spans);
    const patches: Patch[] = [];
    let next = 0;
    for (const [start, end] of parts) {
      let at = start;
      for (let span = used[next]; span && span[0] < end; span = used[++next]) {
        if (span[0] < at || span[1] > end) throw new CleanError("structure", "a sample outside of the data");
        if (span[0] > at) patches.push({ at, put: span[0] - at });
        at = span[1];
      }
      if (at < end) patches.push({ at, put: end - at });
    }
    if (next < used.length) throw new CleanError("structure", "a sample outside of the data");
    return [...patches, ...withoutRepeats(inOrder(this.#patches))];
  }

  /** Whether a sample lies within. */
  uses([start, end]: Span): boolean {
    return this.#spans.some(([at]) => at >= start && at < end);
  }
}

function merged(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a[0] - b[0]);
  const united: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = united.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else united.push([start, end]);
  }
  return united;
}

/** A sample that is shown twice is cleaned twice, to the same end. */
function withoutRepeats(patches: readonly Patch[]): Patch[] {
  const once: Patch[] = [];
  for (const patch of patches) {
    const last = once.at(-1);
    if (last && patch.at < last.at + lengthOf(last)) {
      const same =
        last.at === patch.at &&
        last.put instanceof Uint8Array &&
        patch.put instanceof Uint8Array &&
        equalBytes(last.put, patch.put);
      if (!same) throw new CleanError("structure", "two samples in one place");
    } else once.push(patch);
  }
  return once;
}
