import { startsWith, utf8 } from "../../crypto/bytes.ts";
import { isTarHeader } from "../../crypto/tar-header.ts";
import { MANIFEST_NAME } from "../bundle/names.ts";
import { TIP_FILE_NAME } from "../report/tip.ts";

/** Bytes of a tar's header block, and enough to tell what contents are. */
export const HEADER_BLOCK = 512;

/** Whether contents claim to be a tip: a tar whose first file is tip.json. Whether they are is seen on unpacking. */
export function claimsToBeTip(beginning: Uint8Array): boolean {
  return looksLikeTar(beginning) && startsWith(beginning, utf8(`${TIP_FILE_NAME}\0`));
}

/** Whether contents claim to be a bundle: a tar whose first file is its manifest. */
export function claimsToBeBundle(beginning: Uint8Array): boolean {
  return looksLikeTar(beginning) && startsWith(beginning, utf8(`${MANIFEST_NAME}\0`));
}

/** Whether the first block is a tar header. */
export function looksLikeTar(beginning: Uint8Array): boolean {
  return beginning.length >= HEADER_BLOCK && isTarHeader(beginning.subarray(0, HEADER_BLOCK));
}
