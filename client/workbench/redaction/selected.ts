import { greatest, least } from "../../../crypto/lists.ts";
import type { TextField } from "../../casebook/what.ts";
import { type Occurrence, occurrence } from "./occurrences.ts";
import { placeInSent } from "./pieces.ts";
import type { RedactableText } from "./texts.ts";

/** A piece of a text as it is drawn, and from where to where in what is shown of it somebody selected. */
export interface SelectedPiece {
  readonly field: TextField;
  /** Where the piece lies in the text as it was sent. */
  readonly from: number;
  readonly to: number;
  /** In UTF-16 code units of the piece as it is shown. */
  readonly start: number;
  readonly end: number;
}

/** What was selected, in the texts as they were sent: one span in each text that the selection touches. */
export function selectedSpans(
  texts: readonly RedactableText[],
  pieces: readonly SelectedPiece[],
): readonly Occurrence[] {
  return texts.flatMap(({ field, text }) => {
    const own = pieces.filter((piece) => piece.field === field);
    const ends = own.map(({ from, to, start, end }) => {
      const sent = text.slice(from, to);
      return [from + placeInSent(sent, start, "start"), from + placeInSent(sent, end, "end")] as const;
    });
    const from = least(
      ends.map(([at]) => at),
      Number.POSITIVE_INFINITY,
    );
    const to = greatest(
      ends.map(([, at]) => at),
      0,
    );
    return from < to ? [trimmed(field, text, from, to)].filter((span) => span.from < span.to) : [];
  });
}

/** White space at the ends is no part of what somebody means by a selection. */
function trimmed(field: TextField, text: string, from: number, to: number): Occurrence {
  const words = text.slice(from, to);
  const begins = from + (words.length - words.trimStart().length);
  return occurrence(field, text, begins, Math.max(begins, from + words.trimEnd().length));
}

/** The pieces that the browser's selection touches, below an element. */
export function selectedPieces(within: Element): readonly SelectedPiece[] {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  return [...within.querySelectorAll<HTMLElement>("[data-field]")].flatMap((element) => {
    const node = element.firstChild;
    if (!(node instanceof Text) || !range.intersectsNode(node)) return [];
    const start = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.length;
    const { field, from, to } = element.dataset;
    return [{ field: field as TextField, from: Number(from), to: Number(to), start, end }];
  });
}
