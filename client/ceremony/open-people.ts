import { HeaderReader } from "../../crypto/age/header.ts";
import { type HybridSeed, hybridIdentity } from "../../crypto/age/identities.ts";
import { open } from "../../crypto/age/open.ts";
import { collect } from "../../crypto/bytes.ts";
import type { Annex } from "../../crypto/documents/annex.ts";
import { type People, parsePeople } from "../../crypto/documents/people.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";

/** The names in an annex, or the refusal if this key doesn't open them, or they aren't names. */
export async function openPeople(
  annex: Annex,
  seed: HybridSeed,
  primitives: Primitives,
): Promise<People | CryptoError> {
  try {
    const { plaintext } = await open([annex.people], [hybridIdentity(seed)], primitives);
    return parsePeople(await collect(plaintext));
  } catch (error) {
    if (error instanceof CryptoError) return error;
    throw error;
  }
}

/** How many recipients the names in an annex are sealed to. @throws CryptoError header-…, not-age */
export function countReaders(annex: Annex): number {
  const reader = new HeaderReader();
  const read = reader.push(annex.people);
  if (!read) throw reader.truncated();
  return read.header.stanzas.length;
}
