import { equalBytes } from "../../../../crypto/bytes.ts";
import type { Anchor } from "../../../../crypto/documents/anchor.ts";
import { inForce, isInLine, type LineFile } from "../../../../crypto/documents/anchor-line.ts";
import { encodeAnchorMove } from "../../../../crypto/documents/anchor-move.ts";
import { encodeSignedDocument, signPayload } from "../../../../crypto/documents/dsse.ts";
import type { Instant } from "../../../../crypto/documents/instant.ts";
import { parsePeriodLength } from "../../../../crypto/documents/period.ts";
import type { Letters } from "../../../../crypto/documents/roster.ts";
import { encodeRosterFile } from "../../../../crypto/documents/roster-file.ts";
import type { Primitives, Signatures } from "../../../../crypto/primitives/primitives.ts";
import { draftMove, newAnchor, stewardsAfter } from "../../../ceremony/anchors.ts";
import { assembleRosters, moveOf } from "../../../ceremony/assemble.ts";
import { type Cards, parseCard, sortCards } from "../../../ceremony/cards.ts";
import type { CeremonyFile, StewardHeld, TravellingDraft } from "../../../ceremony/ceremony-file.ts";
import { cardOf, isAmong } from "../../../ceremony/changes.ts";
import { draftPayloads } from "../../../ceremony/draft.ts";
import { MOVE_PAYLOAD_NAME, pairName } from "../../../ceremony/draft-names.ts";
import { CeremonyError } from "../../../ceremony/errors.ts";
import { type Freshened, freshen } from "../../../ceremony/freshen.ts";
import type { Known } from "../../../ceremony/known.ts";
import { memoryName, signedOtherwise } from "../../../ceremony/memory.ts";
import { type Payload, parsePayload } from "../../../ceremony/payload.ts";
import { parsePublicDocument } from "../../../ceremony/public-document.ts";
import { DraftAlarm } from "../../../ceremony/remarks.ts";
import { type Review, reviewDraft } from "../../../ceremony/review-draft.ts";
import { joinSignatures, stewardKey } from "../../../ceremony/signatures.ts";
import { soundKnown } from "../../../ceremony/sound-known.ts";
import { stewardCard } from "../../../vault/enrol.ts";
import type { Vault } from "../../../vault/vault.ts";
import { lineOf, type Working } from "./take-in.ts";

/** Of each roster of a draft: a month of the calendar, so that the first is as short as its month's rest. */
const LENGTH = parsePeriodLength("1mo");

/**
 * The file of a steward who has signed nothing yet, or whose memory is what was opened: the steward says so, since
 * nothing here could tell. @throws CeremonyError memory-of-another; VaultError vault-of-reviewer
 */
export function begin(file: CeremonyFile, vault: Vault, primitives: Primitives): CeremonyFile {
  const card = parseCard(encodeSignedDocument(stewardCard(vault, primitives)), primitives);
  if (file.owner && !equalBytes(file.owner.key, card.key)) throw new CeremonyError("memory-of-another");
  const cards = cardOf(card.key, file.cards) ? file.cards : [...file.cards, card];
  return { ...file, owner: card as StewardHeld, cards };
}

/** A new instance of all stewards whose cards are there. @throws CeremonyError anchor-there; as newAnchor */
export function found(
  file: CeremonyFile,
  chosen: Pick<Anchor, "name" | "threshold" | "currencyDays" | "demo">,
): CeremonyFile {
  if (file.line) throw new CeremonyError("anchor-there");
  const { stewards } = sortCards(file.cards);
  const first = newAnchor(
    stewards.map(({ card }) => card),
    chosen,
  );
  return { ...file, line: { first, moves: [] } };
}

/**
 * The next rosters, a month each. @param asked without `from` where the signed ones end, without `letters` as before
 * @throws CeremonyError anchor-missing, draft-rival; as draftRosters
 */
export async function draft(
  file: CeremonyFile,
  asked: {
    readonly from: Instant | undefined;
    readonly months: number;
    readonly letters: Letters | undefined;
  },
  { now, primitives }: Working,
): Promise<CeremonyFile> {
  refuseIfDrafted(file);
  const anchor = anchorOf(file, primitives);
  const cards = rosterCards(file, anchor);
  const known = knownOf(file, now, primitives);
  const { from, months: count, letters } = asked;
  const request = { anchor, known, cards, now, from, count, letters, length: LENGTH };
  return withDraft(file, await draftPayloads(request, primitives), cards);
}

/** @throws CeremonyError anchor-missing, draft-rival, card-stranger, move-back; as draftMove */
export function draftTheMove(
  file: CeremonyFile,
  asked: { readonly leaving: readonly Uint8Array[]; readonly threshold: number },
  signatures: Signatures,
): CeremonyFile {
  refuseIfDrafted(file);
  const line = lineOf(lineIn(file), signatures);
  const from = inForce(line);
  const { stewards } = sortCards(file.cards);
  const leaving = stewards.filter(({ key }) => isAmong(key, asked.leaving));
  const move = draftMove(from, stewardsAfter(from, stewards, leaving), asked.threshold);
  if (isInLine(line, move.to)) throw new CeremonyError("move-back");
  const payload = parsePayload(MOVE_PAYLOAD_NAME, encodeAnchorMove(move));
  return withDraft(file, [payload], { stewards, reviewers: [], couriers: [] });
}

/** What the draft would change. @throws CeremonyError draft-missing, anchor-missing, known-…; as reviewDraft */
export async function review(
  file: CeremonyFile,
  vault: Vault,
  { now, primitives }: Working,
): Promise<Review> {
  const { payloads, cards } = draftOf(file);
  const line = lineOf(lineIn(file), primitives);
  const known = knownOf(file, now, primitives);
  const reviewing = { line, known, vault, now };
  return await reviewDraft({ payloads, cards: sortCards(cards) }, reviewing, primitives);
}

/**
 * The draft with this steward's signature on each document, and the memory of it.
 * @throws CeremonyError memory-missing, memory-of-another, not-a-steward, signed-otherwise; DraftAlarm; as review
 */
export async function sign(file: CeremonyFile, vault: Vault, working: Working): Promise<CeremonyFile> {
  const { primitives } = working;
  const key = requireMemory(file, vault, primitives);
  const [alarm] = (await review(file, vault, working)).alarms;
  if (alarm) throw new DraftAlarm(alarm);
  const open = draftOf(file);
  const other = signedOtherwise(open.payloads, key, file.memory);
  if (other) throw new CeremonyError("signed-otherwise", other.name);
  const memory = new Map(file.memory);
  const others = open.parts.filter(
    ({ signatures }) => !equalBytes(signatures[0]?.signer ?? key.slice(1), key),
  );
  const own = open.payloads.map((payload) => {
    const signed = signPayload(payload.payloadType, payload.bytes, vault.signing, primitives);
    memory.set(memoryName(payload, key), signed);
    return signed;
  });
  return { ...file, memory, draft: { ...open, parts: [...others, ...own] } };
}

/**
 * The draft becomes part of what is known, or the line of anchors goes on, once enough have signed.
 * @throws CeremonyError draft-missing, signature-missing, known-…; CryptoError signatures-too-few
 */
export function assemble(file: CeremonyFile, { now, primitives }: Working): CeremonyFile {
  const open = draftOf(file);
  const anchor = anchorOf(file, primitives);
  if (open.payloads.some(({ kind }) => kind === "move")) return assembleMove(file, open, anchor, primitives);
  const documents = new Map(file.documents);
  for (const each of assembleRosters(anchor, open.payloads, (payload) => partsOf(open, payload), primitives))
    documents.set(each.place, encodeSignedDocument(each.document));
  const next = { ...file, documents, draft: undefined };
  knownOf(next, now, primitives);
  return next;
}

/** The statements of one week, and the file with them. @throws CeremonyError memory-…, not-in-force; as freshen */
export function callCurrent(
  file: CeremonyFile,
  vault: Vault,
  { now, primitives }: Working,
): { readonly file: CeremonyFile; readonly fresh: readonly Freshened[] } {
  requireMemory(file, vault, primitives);
  const known = knownOf(file, now, primitives);
  const fresh = freshen(
    lineOf(lineIn(file), primitives),
    known,
    vault.signing,
    { issued: now, now },
    primitives,
  );
  const documents = new Map(file.documents);
  for (const { sequence, file: pair } of fresh)
    documents.set(`rosters/${pairName(sequence)}`, encodeRosterFile(pair));
  return { file: { ...file, documents }, fresh };
}

/**
 * The file without its draft. @param forget all stewards have given it up: then another may be signed in its place
 */
export function giveUp(file: CeremonyFile, forget: boolean): CeremonyFile {
  const { payloads } = draftOf(file);
  const key = file.owner?.key;
  const names = key && forget ? payloads.map((payload) => memoryName(payload, key)) : [];
  const memory = new Map([...file.memory].filter(([name]) => !names.includes(name)));
  return { ...file, memory, draft: undefined };
}

/** What a file knows, as a steward builds on it. @throws CeremonyError known-… */
export function knownOf(file: CeremonyFile, now: Instant, signatures: Signatures): Known {
  const named = [...file.documents].map(([name, bytes]) => ({ name, document: parsePublicDocument(bytes) }));
  if (!file.line) return { rosters: [], annexes: [] };
  return soundKnown(lineOf(file.line, signatures), named, now, signatures).known;
}

/** @throws CeremonyError anchor-missing */
export function anchorOf(file: CeremonyFile, signatures: Signatures): Anchor {
  return inForce(lineOf(lineIn(file), signatures));
}

function assembleMove(
  file: CeremonyFile,
  open: TravellingDraft,
  anchor: Anchor,
  signatures: Signatures,
): CeremonyFile {
  const payload = moveOf(open.payloads);
  const joined = joinSignatures(anchor, payload, partsOf(open, payload), signatures);
  const { first, moves } = lineIn(file);
  const line = { first, moves: [...moves, joined] };
  const { stewards } = inForce(lineOf(line, signatures));
  const leaves = file.cards.filter(({ kind, key }) => kind === "steward" && !isAmong(key, stewards));
  const cards = file.cards.filter((card) => !leaves.includes(card));
  return { ...file, line, cards, left: [...file.left, ...leaves], draft: undefined };
}

function partsOf({ parts }: TravellingDraft, { bytes }: Payload) {
  return parts.filter(({ payload }) => equalBytes(payload, bytes));
}

/** Everybody's cards but those of people who are only to become stewards. */
function rosterCards(file: CeremonyFile, { stewards }: Anchor): Cards {
  const cards = sortCards(file.cards);
  return { ...cards, stewards: cards.stewards.filter(({ key }) => isAmong(key, stewards)) };
}

function withDraft(file: CeremonyFile, payloads: readonly Payload[], among: Cards) {
  const persons = [...among.stewards, ...among.reviewers, ...among.couriers];
  const cards = file.cards.filter(({ key }) => cardOf(key, persons));
  return { ...file, draft: { payloads, cards, parts: [] } };
}

function requireMemory(file: CeremonyFile, vault: Vault, signatures: Signatures) {
  const key = stewardKey(anchorOf(file, signatures), vault.signing, signatures);
  if (!file.owner) throw new CeremonyError("memory-missing");
  if (!equalBytes(file.owner.key, key)) throw new CeremonyError("memory-of-another");
  return key;
}

function refuseIfDrafted({ draft }: CeremonyFile): void {
  if (draft) throw new CeremonyError("draft-rival");
}

function draftOf({ draft }: CeremonyFile): TravellingDraft {
  if (!draft) throw new CeremonyError("draft-missing");
  return draft;
}

function lineIn({ line }: CeremonyFile): LineFile {
  if (!line) throw new CeremonyError("anchor-missing");
  return line;
}
