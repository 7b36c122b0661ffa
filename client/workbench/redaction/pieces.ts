import type { ActDigest } from "../../casebook/names.ts";
import type { Said } from "../../casebook/view.ts";
import type { TextField, WhatOf } from "../../casebook/what.ts";
import { harmless } from "../../report/harmless.ts";

/** A part of a text that is marked as a whole, or not at all. */
export interface Piece {
  /** In UTF-16 code units of the text as it was sent; `to` is not included. */
  readonly from: number;
  readonly to: number;
  /** The acts that redact it; none if it leaves as it is. */
  readonly marks: readonly ActDigest[];
}

type Redaction = Pick<Said<WhatOf<"redacted">>, "act" | "value">;

/** The text of a field, cut wherever a redaction begins or ends. */
export function piecesOf(text: string, field: TextField, redactions: readonly Redaction[]): readonly Piece[] {
  const own = redactions
    .filter(({ value }) => value.field === field && value.from < text.length)
    .map(({ act, value }) => ({ act, from: value.from, to: Math.min(value.to, text.length) }));
  const cuts = [...new Set([0, text.length, ...own.flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(1).map((to, i) => {
    const from = cuts[i] ?? 0;
    const marks = own.filter((span) => span.from <= from && span.to >= to).map(({ act }) => act);
    return { from, to, marks };
  });
}

/** Whether anything of a span would still leave. */
export function isUnredacted(
  { field, from, to }: Pick<WhatOf<"redacted">, "field" | "from" | "to">,
  redactions: readonly Redaction[],
): boolean {
  const own = redactions.filter(({ value }) => value.field === field).map(({ value }) => value);
  let reached = from;
  for (const span of own.sort((a, b) => a.from - b.from)) {
    if (span.from <= reached) reached = Math.max(reached, span.to);
  }
  return reached < to;
}

/**
 * Where in the text as it was sent a place lies that somebody points to in the text as it is shown, in which
 * characters that could hide something are written out. A written-out character is taken whole: `edge` says to which
 * side.
 */
export function placeInSent(sent: string, shown: number, edge: "start" | "end"): number {
  let [at, written] = [0, 0];
  while (at < sent.length && written < shown) {
    const character = sent.startsWith("\r\n", at) ? "\r\n" : String.fromCodePoint(sent.codePointAt(at) ?? 0);
    const length = harmless(character).length;
    const isWithin = written + length > shown;
    if (isWithin && edge === "start") return at;
    at += character.length;
    written += length;
  }
  return at;
}
