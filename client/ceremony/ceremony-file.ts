import { collect, equalBytes } from "../../crypto/bytes.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import type { LineFile } from "../../crypto/documents/anchor-line.ts";
import { encodeSignedDocument, type SignedDocument } from "../../crypto/documents/dsse.ts";
import { encodeVerifyingKey } from "../../crypto/ed25519.ts";
import { packTar } from "../../crypto/tar.ts";
import type { Card } from "./cards.ts";
import { CARDS_FOLDER, cardName, SIGNED_FOLDER, signatureName } from "./draft-names.ts";
import type { Memory } from "./memory.ts";
import type { Payload } from "./payload.ts";

export type StewardHeld = Card & { readonly kind: "steward" };

/**
 * All that a steward keeps between two meetings, and hands to the others, in one tar (SPEC.md, "Ceremony file"): what
 * an older command line had in the folders `cards`, `known` and a draft's. Names people, holds no secret.
 */
export interface CeremonyFile {
  /** Whose it is, and so whose memory it vouches for; what is published, or was made of folders, is nobody's. */
  readonly owner: StewardHeld | undefined;
  /** Undefined until the instance is founded. */
  readonly line: LineFile | undefined;
  /** Of everybody who is to be in the next draft. */
  readonly cards: readonly Card[];
  /** Of those who were taken out. */
  readonly left: readonly Card[];
  readonly draft: TravellingDraft | undefined;
  /** Rosters and annexes with their statements, each under its place, `rosters/0007.json`. */
  readonly documents: ReadonlyMap<string, Uint8Array>;
  /** What was signed. A signature here is known to be of the key that its name says. */
  readonly memory: Memory;
}

/** What is to be signed, the cards it was made of, and signatures that nobody has verified yet, one in each document. */
export interface TravellingDraft {
  readonly payloads: readonly Payload[];
  readonly cards: readonly Card[];
  readonly parts: readonly SignedDocument[];
}

export const EMPTY_FILE: CeremonyFile = {
  owner: undefined,
  line: undefined,
  cards: [],
  left: [],
  draft: undefined,
  documents: new Map(),
  memory: new Map(),
};

export const OWNER_NAME = "steward.json";
export const ANCHOR_NAME = "anchor.json";
export const MOVES_FOLDER = "moves";
export const LEFT_FOLDER = "left";
export const DRAFT_FOLDER = "draft";

/** The tar's bytes; equal for equal contents. */
export async function encodeCeremonyFile(file: CeremonyFile): Promise<Uint8Array> {
  const { owner, line, draft } = file;
  const files = new Map<string, Uint8Array>();
  for (const bytes of owner?.bytes ?? []) files.set(OWNER_NAME, bytes);
  if (line) files.set(ANCHOR_NAME, encodeAnchor(line.first));
  for (const [i, move] of (line?.moves ?? []).entries())
    files.set(`${MOVES_FOLDER}/${String(i + 1).padStart(2, "0")}.json`, encodeSignedDocument(move));
  addCards(files, CARDS_FOLDER, file.cards);
  addCards(files, LEFT_FOLDER, file.left);
  if (draft) addDraft(files, draft);
  for (const [place, bytes] of file.documents) files.set(place, bytes);
  for (const [name, document] of file.memory)
    files.set(`${SIGNED_FOLDER}/${name}`, encodeSignedDocument(document));
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return await collect(
    packTar(sorted.map(([name, bytes]) => ({ name, size: bytes.length, content: [bytes] }))),
  );
}

/** Only what everybody may see: for the operator. */
export function publicPart({ line, documents }: CeremonyFile): CeremonyFile {
  return { ...EMPTY_FILE, line, documents };
}

function addDraft(files: Map<string, Uint8Array>, { payloads, cards, parts }: TravellingDraft): void {
  addCards(files, `${DRAFT_FOLDER}/${CARDS_FOLDER}`, cards);
  for (const { name, bytes } of payloads) files.set(`${DRAFT_FOLDER}/${name}`, bytes);
  for (const part of parts) {
    const payload = payloads.find(({ payloadType, bytes }) => isOver(part, payloadType, bytes));
    const [signature] = part.signatures;
    if (payload && signature)
      files.set(
        `${DRAFT_FOLDER}/${signatureName(payload.name, signature.signer)}`,
        encodeSignedDocument(part),
      );
  }
}

function isOver(part: SignedDocument, payloadType: string, bytes: Uint8Array): boolean {
  return part.payloadType === payloadType && equalBytes(part.payload, bytes);
}

/** The further cards of one person are numbered from 2, in an order of their own. */
function addCards(files: Map<string, Uint8Array>, folder: string, cards: readonly Card[]): void {
  const counts = new Map<string, number>();
  for (const { kind, key, bytes } of cards.toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))) {
    for (const one of bytes) {
      const id = `${kind} ${encodeVerifyingKey(key)}`;
      const number = (counts.get(id) ?? 0) + 1;
      counts.set(id, number);
      files.set(`${folder}/${cardName(kind, key, number)}`, one);
    }
  }
}
