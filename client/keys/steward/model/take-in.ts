import { equalBytes } from "../../../../crypto/bytes.ts";
import {
  type AnchorLine,
  anchorLine,
  inForce,
  isSameAnchor,
  type LineFile,
} from "../../../../crypto/documents/anchor-line.ts";
import {
  encodeSignedDocument,
  type SignedDocument,
  verifyDocument,
} from "../../../../crypto/documents/dsse.ts";
import { dayOf, type Instant } from "../../../../crypto/documents/instant.ts";
import { encodeRosterFile } from "../../../../crypto/documents/roster-file.ts";
import { CryptoError, refusalOf } from "../../../../crypto/errors.ts";
import type { Primitives, Signatures } from "../../../../crypto/primitives/primitives.ts";
import { type Card, sortCards } from "../../../ceremony/cards.ts";
import type { CeremonyFile, TravellingDraft } from "../../../ceremony/ceremony-file.ts";
import { cardOf } from "../../../ceremony/changes.ts";
import { pairName, signedName } from "../../../ceremony/draft-names.ts";
import { CeremonyError } from "../../../ceremony/errors.ts";
import { type Known, newestCurrency } from "../../../ceremony/known.ts";
import { parsePublicDocument } from "../../../ceremony/public-document.ts";
import { soundKnown } from "../../../ceremony/sound-known.ts";

/** What was set aside of a file, and what beside it was taken. */
export interface Note {
  readonly note: "stray-signature" | "ahead" | "rolled-back" | "anchor-taken" | "left-out";
  /** Names, days and codes; empty for nothing in particular. */
  readonly detail: string;
}

export interface Taken {
  readonly file: CeremonyFile;
  readonly notes: readonly Note[];
  /** Cards that only one of the two has, since the other had taken them out; `leftOutNotes` says whose they are. */
  readonly leftOut: readonly Card[];
}

export interface Working {
  readonly now: Instant;
  readonly primitives: Primitives;
}

/** What a file is opened as: another's, the steward's own, or all that there is of a memory, in an old folder say. */
export type Bringing = "brought" | "own" | "all";

/**
 * Two ceremony files as one: what either knows. Who was taken out of one is out, and what was signed is remembered of
 * one's own file only, and of what is all there is.
 * @throws CeremonyError instance-foreign, moves-rival, draft-rival, known-…, card-…, handle-repeated, memory-missing,
 * memory-of-another: nothing is taken then
 */
export function takeIn(mine: CeremonyFile, theirs: CeremonyFile, as: Bringing, working: Working): Taken {
  const signatures = working.primitives;
  // 1. Whose it is.
  const owner = as === "own" ? ownerOf(mine, theirs) : mine.owner;
  const memory = as === "brought" ? mine.memory : new Map([...mine.memory, ...theirs.memory]);
  // 2. The line of anchors, and everything signed under it.
  const line = joinedLine(mine.line, theirs.line, signatures);
  const notes: Note[] =
    mine.line === undefined && line && as !== "own" ? [{ note: "anchor-taken", detail: "" }] : [];
  const { documents, known } = joinedDocuments(line, mine, theirs, working, notes);
  // 3. Who is to be in it.
  const left = distinct([...mine.left, ...theirs.left]);
  const all = distinct([...mine.cards, ...theirs.cards]);
  const leftOut = all.filter((card) => isOutOf(mine, card, theirs) || isOutOf(theirs, card, mine));
  const cards = all.filter((card) => !leftOut.includes(card));
  sortCards(cards);
  // 4. What is to be signed.
  const open = [mine, theirs].flatMap(({ draft }) => (draft && !isDone(draft, line, known) ? [draft] : []));
  const draft = line && joinedDraft(open, inForceOf(line, signatures), signatures, notes);
  return { file: { owner, memory, line, documents, cards, left, draft }, notes, leftOut };
}

/** Who is out of a file in the end, once however often left out; who is in by another card is not. */
export function leftOutNotes(leftOut: readonly Card[], { cards }: CeremonyFile): readonly Note[] {
  const missed = leftOut.filter(({ key }) => !cardOf(key, cards));
  const handles = [...new Set(missed.map(({ card }) => card.handle))];
  return handles.length > 0 ? [{ note: "left-out", detail: handles.join(", ") }] : [];
}

/** Somebody is to be in the next draft, also who had been taken out. @throws CeremonyError card-…, handle-repeated */
export function takeCard(file: CeremonyFile, card: Card): CeremonyFile {
  const instance = file.line?.first.instance;
  if (card.kind !== "steward" && !instance) throw new CeremonyError("anchor-missing");
  if (card.kind !== "steward" && instance && !equalBytes(card.card.instance, instance))
    throw new CeremonyError("card-foreign", card.card.handle);
  const cards = distinct([...file.cards, card]);
  sortCards(cards);
  return { ...file, cards, left: file.left.filter((other) => !isSameCard(other, card)) };
}

/** Somebody is not to be in the next draft; they stay out, whoever brings their card in a ceremony file. */
export function takeOut(file: CeremonyFile, key: Uint8Array): CeremonyFile {
  const out = file.cards.filter((card) => equalBytes(card.key, key));
  return {
    ...file,
    cards: file.cards.filter((card) => !out.includes(card)),
    left: distinct([...file.left, ...out]),
  };
}

function ownerOf(mine: CeremonyFile, theirs: CeremonyFile) {
  const { owner } = theirs;
  if (!owner) throw new CeremonyError("memory-missing");
  if (mine.owner && !equalBytes(mine.owner.key, owner.key)) throw new CeremonyError("memory-of-another");
  return owner;
}

/** The longer of two lines, of which one must go on where the other ends. */
function joinedLine(
  mine: LineFile | undefined,
  theirs: LineFile | undefined,
  signatures: Signatures,
): LineFile | undefined {
  if (!mine || !theirs) return mine ?? theirs;
  if (!isSameAnchor(mine.first, theirs.first)) throw new CeremonyError("instance-foreign");
  const rival = mine.moves.some((move, i) => {
    const other = theirs.moves[i];
    return other !== undefined && !equalBytes(move.payload, other.payload);
  });
  if (rival) throw new CeremonyError("moves-rival");
  const longer = theirs.moves.length > mine.moves.length ? theirs : mine;
  inForceOf(longer, signatures);
  return longer;
}

function joinedDocuments(
  line: LineFile | undefined,
  mine: CeremonyFile,
  theirs: CeremonyFile,
  { now, primitives: signatures }: Working,
  notes: Note[],
): { readonly documents: CeremonyFile["documents"]; readonly known: Known } {
  const named = [...mine.documents, ...theirs.documents].map(([name, bytes]) => ({
    name,
    document: parsePublicDocument(bytes),
  }));
  if (!line && named.length > 0) throw new CeremonyError("anchor-missing");
  if (!line) return { documents: new Map(), known: { rosters: [], annexes: [] } };
  const { known, ahead, rollbacks } = soundKnown(lineOf(line, signatures), named, now, signatures);
  for (const { currency } of ahead) notes.push({ note: "ahead", detail: dayOf(currency.issued) });
  for (const { currency } of rollbacks) notes.push({ note: "rolled-back", detail: dayOf(currency.issued) });
  return { documents: documentsOf(known), known };
}

function isDone({ payloads }: TravellingDraft, line: LineFile | undefined, known: Known): boolean {
  const signed = [
    ...known.rosters.map(({ document }) => document),
    ...known.annexes.map(({ document }) => document),
    ...(line?.moves ?? []),
  ];
  return payloads.every(({ bytes }) => signed.some(({ payload }) => equalBytes(payload, bytes)));
}

function joinedDraft(
  [draft, other]: readonly TravellingDraft[],
  anchor: ReturnType<typeof inForce>,
  signatures: Signatures,
  notes: Note[],
): TravellingDraft | undefined {
  if (!draft) return undefined;
  if (other && !isSameDraft(draft, other)) throw new CeremonyError("draft-rival");
  const parts: SignedDocument[] = [];
  for (const part of [...draft.parts, ...(other?.parts ?? [])]) {
    const stray = strayOf(part, draft, anchor, signatures);
    if (stray) notes.push({ note: "stray-signature", detail: stray });
    else if (!parts.some((before) => isSamePart(before, part))) parts.push(part);
  }
  return { ...draft, parts };
}

/** Why a signature doesn't count: over something else, beside another, not one steward's, or not valid. */
function strayOf(
  part: SignedDocument,
  { payloads }: TravellingDraft,
  { stewards }: ReturnType<typeof inForce>,
  signatures: Signatures,
): string | undefined {
  const payload = payloads.find(({ bytes }) => equalBytes(bytes, part.payload));
  if (!payload) return "signature-stray";
  if (part.signatures.length !== 1) return `${payload.name}: signature-stray`;
  const refusal = refusalOf(() => verifyDocument(part, payload.payloadType, stewards, 1, signatures));
  return refusal && `${payload.name}: ${refusal.code}`;
}

function isSameDraft(a: TravellingDraft, b: TravellingDraft): boolean {
  const has = ({ payloads }: TravellingDraft, bytes: Uint8Array) =>
    payloads.some((payload) => equalBytes(payload.bytes, bytes));
  return a.payloads.length === b.payloads.length && a.payloads.every(({ bytes }) => has(b, bytes));
}

function isSamePart(a: SignedDocument, b: SignedDocument): boolean {
  const [one, other] = [a.signatures[0], b.signatures[0]];
  return (
    equalBytes(a.payload, b.payload) &&
    one !== undefined &&
    equalBytes(one.signer, other?.signer ?? a.payload)
  );
}

/** All anchors of a ceremony file, the one in force last. @throws CryptoError as anchorLine */
export function lineOf({ first, moves }: LineFile, signatures: Signatures): AnchorLine {
  return anchorLine(first, moves, signatures);
}

function inForceOf(line: LineFile, signatures: Signatures) {
  try {
    return inForce(lineOf(line, signatures));
  } catch (error) {
    if (error instanceof CryptoError) throw new CeremonyError("file-damaged", error.code);
    throw error;
  }
}

function distinct(cards: readonly Card[]): Card[] {
  return cards.filter((card, i) => !isAmong(card, cards.slice(0, i)));
}

function isSameCard(a: Card, b: Card): boolean {
  return equalBytes(a.bytes[0] ?? a.key, b.bytes[0] ?? b.key);
}

/**
 * Whoever was taken out of a file is out with every card but those that were opened for them since: in that file, or,
 * while they are in it again, in another one that knows of all that were taken out.
 */
function isOutOf({ cards, left }: CeremonyFile, card: Card, other: CeremonyFile): boolean {
  const out = left.filter(({ key }) => equalBytes(key, card.key));
  if (out.length === 0 || isAmong(card, cards)) return false;
  const isNewer = !isAmong(card, out) && out.every((each) => isAmong(each, other.left));
  return !(cardOf(card.key, cards) && isNewer);
}

function isAmong(card: Card, cards: readonly Card[]): boolean {
  return cards.some((each) => isSameCard(each, card));
}

/** All that is known, as files by their places in a ceremony file. */
function documentsOf({ rosters, annexes }: Known): Map<string, Uint8Array> {
  const documents = new Map<string, Uint8Array>();
  for (const { annex, document } of annexes)
    documents.set(`annexes/${pairName(annex.sequence)}`, encodeSignedDocument(document));
  for (const known of rosters) {
    const { document, roster } = known;
    documents.set(`rosters/${signedName(roster.sequence)}`, encodeSignedDocument(document));
    const statement = newestCurrency(known) ?? known.currencies.at(-1);
    if (!statement) continue;
    const pair = encodeRosterFile({ roster: document, currency: statement.document });
    documents.set(`rosters/${pairName(roster.sequence)}`, pair);
  }
  return documents;
}
