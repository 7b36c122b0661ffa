import { textOfLatin1, textOfUtf16 } from "../display-text.ts";
import { hasAscii, uint } from "../fields.ts";

const TAG_TABLE = 128;
const MAX_TAGS = 256;

/** The name an ICC profile gives itself ("Display P3", or of a monitor); empty if it can't be read. Never throws. */
export function profileName(profile: Uint8Array): string {
  const description = descriptionIn(profile);
  if (description === undefined || description.length < 28) return "";
  if (hasAscii(description, "desc")) return textOfLatin1(description.subarray(12));
  if (!hasAscii(description, "mluc")) return "";
  const length = uint(description, 20, 4, "big");
  const offset = uint(description, 24, 4, "big");
  return textOfUtf16(description.subarray(offset, offset + length), false);
}

function descriptionIn(profile: Uint8Array): Uint8Array | undefined {
  if (profile.length < TAG_TABLE + 4) return undefined;
  const count = Math.min(MAX_TAGS, uint(profile, TAG_TABLE, 4, "big"));
  for (let i = 0; i < count; i++) {
    const at = TAG_TABLE + 4 + 12 * i;
    if (at + 12 > profile.length) return undefined;
    if (!hasAscii(profile, "desc", at)) continue;
    const offset = uint(profile, at + 4, 4, "big");
    return profile.subarray(offset, offset + uint(profile, at + 8, 4, "big"));
  }
  return undefined;
}
