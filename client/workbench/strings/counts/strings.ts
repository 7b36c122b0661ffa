import type { Base, Dimension } from "../../../casebook/counts.ts";

/** What is said of counts. */
export interface CountStrings {
  readonly heading: string;
  readonly base: string;
  readonly bases: Readonly<Record<Base, string>>;
  /** What the numbers are numbers of, in one sentence. */
  readonly based: Readonly<Record<Base, (n: number, countries: number) => string>>;
  readonly ofThese: (open: number) => string;
  readonly openOf: (base: string, open: number, all: number) => string;
  readonly rows: string;
  readonly columns: string;
  readonly none: string;
  readonly dimensions: Readonly<Record<Dimension, string>>;
  readonly published: string;
  readonly publishedHint: string;
  readonly counting: string;
  readonly nothing: string;
  readonly tooFew: string;
  /** Where publications have been counted otherwise so far. */
  readonly countedOtherwise: (ways: string) => string;
  readonly way: (base: string, by: string) => string;
  readonly caption: (rows: string, columns: string) => string;
  readonly total: string;
  readonly share: string;
  readonly unknown: string;
  readonly several: string;
  readonly show: (n: number, what: string) => string;
  readonly exportThese: string;
}
