import type { Findings } from "../../finding.ts";
import type { Patch } from "../plan.ts";
import type { Source } from "../source.ts";

/** One sample of a film's track, or one item of a picture: [at, at + length) of the file. */
export interface Sample {
  readonly source: Source;
  readonly at: number;
  readonly length: number;
  readonly findings: Findings;
  /** What must stand in the clean copy in place of the sample's own bytes. */
  readonly patch: (patch: Patch) => void;
}

/** Looks through a sample for what isn't picture or sound. Undefined where a codec has no place for it. */
export type SampleCleaner = ((sample: Sample) => void) | undefined;
