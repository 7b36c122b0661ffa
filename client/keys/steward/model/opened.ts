import { startsWith, utf8 } from "../../../../crypto/bytes.ts";
import { type Anchor, parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { ANCHOR_MOVE_PAYLOAD_TYPE } from "../../../../crypto/documents/anchor-move.ts";
import { parseSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { CryptoError } from "../../../../crypto/errors.ts";
import type { Signatures } from "../../../../crypto/primitives/primitives.ts";
import { type Card, parseCard } from "../../../ceremony/cards.ts";
import { type CeremonyFile, EMPTY_FILE } from "../../../ceremony/ceremony-file.ts";
import { CeremonyError } from "../../../ceremony/errors.ts";
import { readCeremonyFile } from "../../../ceremony/read-ceremony-file.ts";

/** What somebody brought: a ceremony file (or a tar of an older command line's folders), or a single document. */
export type Opened =
  | { readonly kind: "file"; readonly file: CeremonyFile }
  | { readonly kind: "card"; readonly card: Card };

const ANCHOR_START = utf8('{"type":"nightjar-anchor/');
const SIGNED_START = utf8('{"payloadType":');

/**
 * A file by what it holds; an anchor alone is a ceremony file with nothing else in it.
 * @param line what moves lead on from, if the file is one @throws CeremonyError file-…
 */
export async function parseOpened(
  bytes: Uint8Array,
  line: CeremonyFile["line"],
  signatures: Signatures,
): Promise<Opened> {
  try {
    if (startsWith(bytes, ANCHOR_START)) return ofAnchor(parseAnchor(bytes));
    if (!startsWith(bytes, SIGNED_START))
      return { kind: "file", file: await readCeremonyFile(bytes, signatures) };
    const document = parseSignedDocument(bytes);
    if (document.payloadType !== ANCHOR_MOVE_PAYLOAD_TYPE)
      return { kind: "card", card: parseCard(bytes, signatures) };
    if (!line) throw new CeremonyError("anchor-missing");
    return {
      kind: "file",
      file: { ...EMPTY_FILE, line: { first: line.first, moves: [...line.moves, document] } },
    };
  } catch (error) {
    if (error instanceof CryptoError) throw new CeremonyError("file-damaged", error.code);
    throw error;
  }
}

function ofAnchor(first: Anchor): Opened {
  return { kind: "file", file: { ...EMPTY_FILE, line: { first, moves: [] } } };
}
