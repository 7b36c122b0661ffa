import { latin1, utf8 } from "../../crypto/bytes.ts";
import { MANIFEST_NAME } from "../bundle/names.ts";
import { TIP_FILE_NAME } from "../report/tip.ts";
import { startsWith } from "./beginnings.ts";

/** Bytes of a tar's header block, and enough to tell what contents are. */
export const HEADER_BLOCK = 512;

const CHECKSUM = { start: 148, end: 156 } as const;

/** Whether contents claim to be a tip: a tar whose first file is tip.json. Whether they are is seen on unpacking. */
export function claimsToBeTip(beginning: Uint8Array): boolean {
  return looksLikeTar(beginning) && startsWith(beginning, utf8(`${TIP_FILE_NAME}\0`));
}

/** Whether contents claim to be a bundle: a tar whose first file is its manifest. */
export function claimsToBeBundle(beginning: Uint8Array): boolean {
  return looksLikeTar(beginning) && startsWith(beginning, utf8(`${MANIFEST_NAME}\0`));
}

/** Whether the first block is a tar header: the checksum in it is right (POSIX ustar, "chksum"). */
export function looksLikeTar(beginning: Uint8Array): boolean {
  if (beginning.length < HEADER_BLOCK) return false;
  const block = beginning.subarray(0, HEADER_BLOCK);
  const written = latin1(block.subarray(CHECKSUM.start, CHECKSUM.end));
  if (!/^ *[0-7]{1,7}[ \0]*$/.test(written)) return false;
  const summed = block.reduce((sum, byte, i) => sum + (inChecksum(i) ? 0x20 : byte), 0);
  return Number.parseInt(written.trim(), 8) === summed;
}

function inChecksum(index: number): boolean {
  return index >= CHECKSUM.start && index < CHECKSUM.end;
}
