import { parseAnchor } from "../../crypto/documents/anchor.ts";
import { type LineFile, lineThrough } from "../../crypto/documents/anchor-line.ts";
import { parseSignedDocument, type SignedDocument, verifyDocument } from "../../crypto/documents/dsse.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { unpackTarOfFolders, type WholeTarFile } from "../../crypto/unpack-tar.ts";
import { type Card, parseCard } from "./cards.ts";
import {
  ANCHOR_NAME,
  type CeremonyFile,
  MOVES_FOLDER,
  type StewardHeld,
  type TravellingDraft,
} from "./ceremony-file.ts";
import { SIGNED_FOLDER } from "./draft-names.ts";
import { CeremonyError } from "./errors.ts";
import { type CeremonyPlace, placesIn } from "./file-places.ts";
import { type Memory, memoryName } from "./memory.ts";
import { parsePayload } from "./payload.ts";
import { parsePublicDocument } from "./public-document.ts";

/** Bytes of a ceremony file, far more than ten years of rosters make. */
export const MOST_FILE_BYTES = 64 * 1024 * 1024;

const MOST_FILES = 4096;

/**
 * A ceremony file, or a tar of folders as an older command line had them. It is taken as a whole or not at all; every
 * card, move and memory in it verifies, while a draft and its signatures are for the review to judge.
 * @throws CeremonyError file-…
 */
export async function readCeremonyFile(tar: Uint8Array, signatures: Signatures): Promise<CeremonyFile> {
  if (tar.length > MOST_FILE_BYTES) throw new CeremonyError("file-large");
  const files = await unpacked(tar);
  const places = placesIn(files.map(({ name }) => name));
  const at = <T>(place: CeremonyPlace, parse: (bytes: Uint8Array, base: string) => T): T[] =>
    files
      .filter((_, i) => places[i] === place)
      .map(({ name, bytes }) => undamaged(name, () => parse(bytes, baseOf(name))));
  const card = (bytes: Uint8Array) => parseCard(bytes, signatures);
  return {
    owner: at("owner", (bytes) => stewardsCard(card(bytes)))[0],
    line: lineOf(
      at("anchor", parseAnchor),
      at("move", (bytes) => parseSignedDocument(bytes)),
      signatures,
    ),
    cards: at("card", card),
    left: at("left", card),
    draft: draftOf({
      payloads: at("payload", (bytes, base) => parsePayload(base, bytes)),
      cards: at("draft-card", card),
      parts: at("part", (bytes) => parseSignedDocument(bytes)),
    }),
    documents: documentsIn(files, places),
    memory: memoryOf(at("memory", (bytes, base) => remembered(bytes, base, signatures))),
  };
}

async function unpacked(tar: Uint8Array): Promise<WholeTarFile[]> {
  try {
    const files = await unpackTarOfFolders(tar);
    if (files.length === 0) throw new CeremonyError("file-malformed");
    if (files.length > MOST_FILES) throw new CeremonyError("file-large");
    return files;
  } catch (error) {
    if (error instanceof CryptoError) throw new CeremonyError("file-malformed", error.code);
    throw error;
  }
}

/** @throws CeremonyError file-damaged, with the file's name, for whatever a parser refuses */
function undamaged<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof CryptoError || error instanceof CeremonyError)
      throw new CeremonyError("file-damaged", `${name}: ${error.code}`);
    throw error;
  }
}

function stewardsCard(card: Card): StewardHeld {
  if (card.kind !== "steward") throw new CeremonyError("file-stray");
  return card;
}

function lineOf(
  [first, another]: readonly ReturnType<typeof parseAnchor>[],
  moves: readonly SignedDocument[],
  signatures: Signatures,
): LineFile | undefined {
  if (another) throw new CeremonyError("file-stray", ANCHOR_NAME);
  if (!first && moves.length > 0) throw new CeremonyError("file-stray", MOVES_FOLDER);
  if (!first) return undefined;
  const { followed } = lineThrough([first], moves, signatures);
  if (followed.length < moves.length) throw new CeremonyError("file-damaged", MOVES_FOLDER);
  return { first, moves: followed };
}

function draftOf(draft: TravellingDraft): TravellingDraft | undefined {
  return draft.payloads.length > 0 ? draft : undefined;
}

function documentsIn(files: readonly WholeTarFile[], places: readonly CeremonyPlace[]) {
  const documents = new Map<string, Uint8Array>();
  for (const [i, { name, bytes }] of files.entries()) {
    if (places[i] !== "document") continue;
    undamaged(name, () => parsePublicDocument(bytes));
    const place = name.split("/").slice(-2).join("/");
    if (documents.has(place)) throw new CeremonyError("file-stray", name);
    documents.set(place, bytes);
  }
  return documents;
}

/** A signature under the name that goes with what it says, by the one key that made it. */
function remembered(bytes: Uint8Array, base: string, signatures: Signatures): [string, SignedDocument] {
  const document = parseSignedDocument(bytes);
  const [signature] = document.signatures;
  const name = /(roster|annex)-[0-9]{4,7}\.json|anchor-move\.json/.exec(base)?.[0] ?? base;
  const payload = parsePayload(name, document.payload);
  if (!signature || memoryName(payload, signature.signer) !== base)
    throw new CeremonyError("draft-malformed");
  verifyDocument(document, payload.payloadType, [signature.signer], 1, signatures);
  return [base, document];
}

function memoryOf(entries: readonly [string, SignedDocument][]): Memory {
  if (new Set(entries.map(([name]) => name)).size < entries.length)
    throw new CeremonyError("file-stray", SIGNED_FOLDER);
  return new Map(entries);
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
