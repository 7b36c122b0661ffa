import { equalBytes } from "../../../crypto/bytes.ts";
import { textOfLatin1, textOfUtf16 } from "../display-text.ts";
import { hasAscii, uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { type Gamut, gamutOf, ownProfile } from "./own-profile.ts";

/**
 * Tells of a profile (`called` so, if it has no name itself), or a piece of one, and which gamut it is for, if our own profile stands for it. Without any other,
 * a picture may look different; a profile for sRGB changes nothing. Of our own there is nothing to tell.
 */
export function describeProfile(
  profile: Uint8Array,
  findings: Findings,
  { isFirst = true, called = "" } = {},
): Gamut | undefined {
  const name = (isFirst && profileName(profile)) || called;
  const gamut = gamutOf(name);
  if (gamut && equalBytes(profile, ownProfile(gamut))) return gamut;
  const changesNothing = gamut !== undefined || !isFirst || /sRGB/.test(name);
  findings.named(changesNothing ? "notes" : "colours", name, profile.length);
  return gamut;
}

const TAG_TABLE = 128;
const MAX_TAGS = 256;

/** The name an ICC profile gives itself ("Display P3", or of a monitor); empty if it can't be read. Never throws. */
function profileName(profile: Uint8Array): string {
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
