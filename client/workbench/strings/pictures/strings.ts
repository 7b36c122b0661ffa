import type { FindingCode } from "../../../pictures/finding.ts";

/** What is said of what a picture says about itself. */
export interface PictureStrings {
  readonly read: string;
  readonly caption: (file: number) => string;
  readonly what: string;
  readonly says: string;
  readonly nothing: string;
  /** It is evidence, and nobody has checked it. */
  readonly warning: string;
  readonly place: string;
  readonly broken: string;
  readonly more: string;
  readonly there: string;
  readonly bytes: (bytes: number) => string;
  readonly findings: Readonly<Record<FindingCode, string>>;
}
