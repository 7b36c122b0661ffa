import { utf8, wipe } from "../../../crypto/bytes.ts";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { inForce } from "../../../crypto/documents/anchor-line.ts";
import { encodeSignedDocument } from "../../../crypto/documents/dsse.ts";
import { cardFingerprint } from "../../../crypto/documents/fingerprint.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { type CourierAddress, parseCourierAddress } from "../../courier/address.ts";
import { courierKeyText, parseCourierKey } from "../../courier/key-text.ts";
import { authFile, authPrivateFile, type ClientKey } from "../../courier/onion-key.ts";
import { MOST_ADDRESSES, PACK_WORK, sealPack } from "../../courier/pack.ts";
import { courierCard } from "../../vault/enrol.ts";
import { isLongEnough } from "../../vault/passphrase.ts";
import { lineInFiles } from "../anchor-files.ts";
import { checkedName } from "../checked-name.ts";
import { type Context, type Method, parsed } from "../method.ts";
import { PageError } from "../page-error.ts";
import { fileName, type Made } from "../vault/methods.ts";

/** What a courier has: the card for the stewards, and the key, in a pack or, before there is an address, by itself. */
export interface CourierMade {
  readonly card: Made;
  /** 12 words, to be compared in person. */
  readonly fingerprint: string;
  readonly key: Made | null;
  readonly pack: Made | null;
}

export interface OnionKeyMade {
  readonly auth: Made;
  readonly authPrivate: Made;
}

/** The last part of an onion's name, of which there may be others before. */
const ONION = /([a-z2-7]{56})\.onion(?::|$)/;

export interface Where {
  /** As people write them: onions, one after the other. */
  readonly addresses: string;
  readonly passphrase: string;
}

/** A new key and its card; with an address, in a pack under a passphrase. */
const courierMake: Method<
  { readonly files: readonly File[]; readonly handle: string } & Where,
  CourierMade
> = async ({ files, handle, addresses, passphrase }, context) => {
  const anchor = inForce((await lineInFiles(files, context.primitives)).line);
  const name = checkedName(handle);
  const at = addresses.trim() === "" ? [] : addressesIn(addresses);
  const seed = randomBytes(32) as Uint8Array as SigningSeed;
  try {
    const card = courierCard(anchor, name, seed, context.primitives);
    const whole = at.length > 0;
    return {
      card: { name: fileName(name, "card"), bytes: encodeSignedDocument(card).slice() },
      fingerprint: cardFingerprint(card.payload),
      key: whole ? null : { name: "courier.key", bytes: utf8(courierKeyText(seed)).slice() },
      pack: whole ? await packed(name, { anchor, seed, addresses: at }, passphrase, context) : null,
    };
  } finally {
    wipe(seed);
  }
};

/** A pack of a key that is there, once the address is known, or another one. */
const courierPack: Method<{ readonly files: readonly File[]; readonly key: File } & Where, Made> = async (
  { files, key, addresses, passphrase },
  context,
) => {
  const anchor = inForce((await lineInFiles(files, context.primitives)).line);
  const seed = await parsed(key, "not-a-courier-key", parseCourierKey);
  try {
    return await packed("courier", { anchor, seed, addresses: addressesIn(addresses) }, passphrase, context);
  } finally {
    wipe(seed);
  }
};

/** A key of tor's client authorization for an onion: its public half for the operator, the other one for the browser. */
const courierOnionKey: Method<{ readonly addresses: string }, OnionKeyMade> = async (
  { addresses },
  { primitives },
) => {
  const [, onion] = ONION.exec(addressesIn(addresses)[0] ?? "") ?? [];
  if (onion === undefined) throw new PageError("address-refused");
  const secret: Uint8Array = randomBytes(32);
  try {
    const auth = authFile(primitives.x25519Base(secret) as ClientKey);
    return {
      auth: { name: "courier.auth", bytes: utf8(auth).slice() },
      authPrivate: { name: "courier.auth_private", bytes: utf8(authPrivateFile(onion, secret)).slice() },
    };
  } finally {
    wipe(secret);
  }
};

export const COURIER_METHODS = { courierMake, courierPack, courierOnionKey };

interface Contents {
  readonly anchor: Anchor;
  readonly seed: SigningSeed;
  readonly addresses: readonly CourierAddress[];
}

async function packed(
  handle: string,
  contents: Contents,
  passphrase: string,
  context: Context,
): Promise<Made> {
  if (!isLongEnough(passphrase)) throw new PageError("passphrase-short");
  const work = Math.min(context.work, PACK_WORK);
  const bytes = await sealPack(contents, passphrase, context.primitives, work, context.progress);
  return { name: fileName(handle, "pack"), bytes: bytes.slice() };
}

/** 1 to 8 addresses, however they were copied. @throws PageError address-refused */
function addressesIn(text: string): CourierAddress[] {
  const written = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((one) =>
      one
        .replace(/^[a-z]+:\/\//, "")
        .replace(/\/.*$/, "")
        .replace(/:80$/, ""),
    )
    .filter((one) => one !== "");
  try {
    const addresses = [...new Set(written.map(parseCourierAddress))];
    if (addresses.length > 0 && addresses.length <= MOST_ADDRESSES) return addresses;
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
  }
  throw new PageError("address-refused");
}
