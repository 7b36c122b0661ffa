import { base32nopad } from "@scure/base";
import type { Branded } from "../../crypto/bytes.ts";

/** 32 bytes: whom an onion service lets see its descriptor (Tor's rend-spec-v3, "Client authorization"). */
export type ClientKey = Branded<Uint8Array, "ClientKey">;

export const CLIENT_KEY_KIND = "descriptor:x25519:";

/** The text of `NAME.auth`, for the server: one line. */
export function authFile(key: ClientKey): string {
  return `${CLIENT_KEY_KIND}${base32nopad.encode(key)}\n`;
}

/**
 * The text of `NAME.auth_private`, which is secret, for the client: one line, whose last 52 characters are what Tor
 * Browser asks for.
 * @param onion the 56 characters before `.onion`
 * @param secret an X25519 scalar, 32 bytes
 */
export function authPrivateFile(onion: string, secret: Uint8Array): string {
  return `${onion}:${CLIENT_KEY_KIND}${base32nopad.encode(secret)}\n`;
}
