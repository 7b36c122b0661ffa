import type { Branded } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";

/**
 * By what a server is dialled over plain http, as a courier signs it (SPEC.md, "Couriers"): an onion's name, or one of
 * this machine's own; lower case, with `:PORT` unless that is 80.
 */
export type CourierAddress = Branded<string, "CourierAddress">;

const ONION = /^(?:[a-z0-9-]+\.)*[a-z2-7]{56}\.onion$/;
const OWN = /^(?:localhost|127(?:\.(?:0|[1-9][0-9]{0,2})){3})$/;

/** Whether a name is an onion's of the third version. */
export function isOnion(host: string): boolean {
  return ONION.test(host);
}

/** The same for everybody: elsewhere the network would see who fetches. @throws CryptoError document-malformed */
export function parseCourierAddress(value: unknown): CourierAddress {
  const [, host = "", port] =
    /^([a-z0-9.-]{1,249})(?::([1-9][0-9]{0,4}))?$/.exec(typeof value === "string" ? value : "") ?? [];
  const known = isOnion(host) || OWN.test(host);
  const inOneForm = port === undefined || (port !== "80" && Number(port) < 65_536);
  if (known && inOneForm) return value as CourierAddress;
  throw new CryptoError("document-malformed", "neither an onion's address nor this machine's");
}
