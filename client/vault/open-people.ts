import { hybridIdentity } from "../../crypto/age/identities.ts";
import { open } from "../../crypto/age/open.ts";
import { collect } from "../../crypto/bytes.ts";
import type { Annex } from "../../crypto/documents/annex.ts";
import { type People, parsePeople } from "../../crypto/documents/people.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { type Vault, vaultIdentities } from "./vault.ts";

/**
 * The names in an annex, or the refusal if this vault doesn't open them, or they aren't names. They are sealed to
 * long-lived keys; those that earlier versions sealed to the keys of a period open too, as long as the vault has these.
 */
export async function openPeople(
  annex: Annex,
  vault: Pick<Vault, "longLived" | "periods">,
  primitives: Primitives,
): Promise<People | CryptoError> {
  try {
    const identities = [hybridIdentity(vault.longLived), ...vaultIdentities(vault)];
    const { plaintext } = await open([annex.people], identities, primitives);
    return parsePeople(await collect(plaintext));
  } catch (error) {
    if (error instanceof CryptoError) return error;
    throw error;
  }
}
