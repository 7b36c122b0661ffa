import { ARMOR_BEGIN, ARMOR_END } from "../../crypto/age/armor-marks.ts";
import { type Identity, identityOf } from "../../crypto/age/identities.ts";
import { parseSecrets } from "../../crypto/age/identity-file.ts";
import { concat, utf8 } from "../../crypto/bytes.ts";
import { encodeBase64 } from "../../crypto/encoding.ts";

const LINE_BYTES = 48;

/** A binary age file in its text form (C2SP age, "ASCII armor"), line by line. */
export async function* armor(file: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  yield concat(ARMOR_BEGIN, utf8("\n"));
  let held: Uint8Array = new Uint8Array(0);
  for await (const chunk of file) {
    const bytes = concat(held, chunk);
    const whole = bytes.length - (bytes.length % LINE_BYTES);
    held = bytes.slice(whole);
    if (whole > 0) yield utf8(armorLines(bytes.subarray(0, whole)));
  }
  yield concat(utf8(armorLines(held)), ARMOR_END, utf8("\n"));
}

function armorLines(bytes: Uint8Array): string {
  let lines = "";
  for (let i = 0; i < bytes.length; i += LINE_BYTES) {
    lines += `${encodeBase64(bytes.subarray(i, i + LINE_BYTES))}\n`;
  }
  return lines;
}

/** The identities of an age identity file. @throws as `parseSecrets` */
export function parseIdentityFile(text: string): Identity[] {
  return parseSecrets(text).map(identityOf);
}
