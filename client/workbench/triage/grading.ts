import { DEFAULTS } from "../../casebook/handling.ts";
import { agreed, type TipView } from "../../casebook/view.ts";
import type { WhatOf } from "../../casebook/what.ts";

export type Whole = Pick<WhatOf<"graded">, "source" | "information">;

/** A grade whose halves are undefined where reviewers differ. */
export type Half = { readonly [F in keyof Whole]: Whole[F] | undefined };

/** What reviewers agree on, each half for itself. */
export function gradeNow(current: TipView["grade"]): Half {
  const half = <F extends keyof Whole>(name: F): Whole[F] | undefined =>
    agreed<Whole[F]>(
      current.map((said) => ({ ...said, value: said.value[name] })),
      DEFAULTS[name],
    );
  return { source: half("source"), information: half("information") };
}
