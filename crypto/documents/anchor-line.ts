import { equalBytes } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { ANCHOR, type Anchor } from "./anchor.ts";
import { anchorDigest, followAnchor, parseAnchorMove } from "./anchor-move.ts";
import { encoderOf, list, type Of, parserOf, typed } from "./canonical.ts";
import { type SignedDocument, signedDocument } from "./dsse.ts";
import { embedded } from "./fields.ts";

/** All anchors that an instance has had, oldest first; never empty, and the last one is in force. */
export type AnchorLine = readonly [Anchor, ...Anchor[]];

/** Most moves of one line. */
export const MOST_MOVES = 64;

/** Where a server has it, beside `anchor.json`. */
export const LINE_NAME = "line.json";

const LINE = /* @__PURE__ */ typed("nightjar-line/v1", () => ({
  first: embedded(ANCHOR),
  /** In their order, at most `MOST_MOVES`. */
  moves: list(signedDocument, 0, MOST_MOVES),
}));

/** A line's first anchor, and the signed moves that lead on from it: what a file of a line holds. */
export interface LineFile extends Of<typeof LINE> {}

/**
 * Follows moves in the order given, from the first anchor on.
 * @throws CryptoError as followAnchor; document-foreign for a move back to an anchor of the line
 */
export function anchorLine(
  first: Anchor,
  moves: readonly SignedDocument[],
  signatures: Signatures,
): AnchorLine {
  const line: [Anchor, ...Anchor[]] = [first];
  for (const move of moves) line.push(onward(line, move, signatures));
  return line;
}

export function inForce(line: AnchorLine): Anchor {
  return line.at(-1) ?? line[0];
}

/**
 * The line as far as these moves lead on from its end, in whatever order they come, and those that did. A move that
 * the stewards of the line's end didn't sign, or that leads from elsewhere, is passed over; where two lead from its end
 * to different anchors, it goes no further.
 */
export function lineThrough(
  line: AnchorLine,
  moves: readonly SignedDocument[],
  signatures: Signatures,
): { readonly line: AnchorLine; readonly followed: readonly SignedDocument[] } {
  const followed: SignedDocument[] = [];
  let all = line;
  for (;;) {
    const [step, ...others] = moves.flatMap((move) => stepFrom(all, move, signatures));
    if (!step || others.some(({ to }) => !isSameAnchor(to, step.to))) return { line: all, followed };
    all = [...all, step.to];
    followed.push(step.move);
  }
}

export function isSameAnchor(a: Anchor, b: Anchor): boolean {
  return equalBytes(anchorDigest(a), anchorDigest(b));
}

/** Whether an anchor is in force, or was: a line never comes back to one. */
export function isInLine(line: AnchorLine, anchor: Anchor): boolean {
  return line.some((each) => isSameAnchor(each, anchor));
}

/** Whether a move says that it leads from this anchor; nothing is verified. */
export function leadsFrom(move: SignedDocument, anchor: Anchor): boolean {
  try {
    return equalBytes(parseAnchorMove(move.payload).from, anchorDigest(anchor));
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}

export const encodeLineFile = /* @__PURE__ */ encoderOf<LineFile>(LINE);

/** Canonical JSON bytes; nothing is verified yet (`anchorLine`). @throws CryptoError document-malformed, key-weak */
export const parseLineFile = /* @__PURE__ */ parserOf<LineFile>(LINE);

/** Where a move leads to from the end of a line, if it does and that is nowhere it has been. */
function stepFrom(line: AnchorLine, move: SignedDocument, signatures: Signatures) {
  if (!leadsFrom(move, inForce(line))) return [];
  try {
    return [{ move, to: onward(line, move, signatures) }];
  } catch (error) {
    if (error instanceof CryptoError) return [];
    throw error;
  }
}

function onward(line: AnchorLine, move: SignedDocument, signatures: Signatures): Anchor {
  const to = followAnchor(inForce(line), move, signatures);
  if (isInLine(line, to)) throw new CryptoError("document-foreign", "anchor move");
  return to;
}
