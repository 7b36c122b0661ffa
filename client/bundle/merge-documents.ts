import { encodeSignedDocument } from "../../crypto/documents/dsse.ts";
import { encodeRosterFile } from "../../crypto/documents/roster-file.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { encodeDocuments, MOST_EACH, type PublicDocuments, parseDocuments } from "./documents.ts";
import { fileHash } from "./manifest.ts";

/**
 * The documents that several servers of one instance gave, as one: those of the server that has followed most moves,
 * and what others have besides, as far as there is room. One server's stay as they came.
 * @throws BundleError documents-refused
 */
export function mergeDocuments(all: readonly Uint8Array[]): Uint8Array {
  const [first, ...others] = all.map(parseDocuments).sort((a, b) => movesOf(b) - movesOf(a));
  if (!first || others.length === 0) return all[0] ?? new Uint8Array();
  const rosters = union(
    [...others, first].flatMap((one) => one.rosters),
    encodeRosterFile,
  );
  const annexes = union(
    [...others, first].flatMap((one) => one.annexes),
    encodeSignedDocument,
  );
  return encodeDocuments({
    ...first,
    rosters: rosters.slice(-MOST_EACH),
    annexes: annexes.slice(-MOST_EACH),
  });
}

function movesOf({ moves = [] }: PublicDocuments): number {
  return moves.length;
}

/** Each once, where it stands last. */
function union<T>(all: readonly T[], encode: (one: T) => Uint8Array): T[] {
  const each = new Map<string, T>();
  for (const one of all) {
    const name = encodeHex(fileHash(encode(one)));
    each.delete(name);
    each.set(name, one);
  }
  return [...each.values()];
}
