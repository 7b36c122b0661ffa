import { type Anchor, encodeInstanceId } from "../../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { encodeVerifyingKey } from "../../../../crypto/ed25519.ts";
import { readAnchor } from "../../ceremony/ceremony-file.ts";
import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { say } from "../../say.ts";

export const anchorShow = defineCommand("anchor show", {
  summary: "say what an anchor holds, and its fingerprint to read aloud",
  about: `
    Says what an anchor, or the one in force of a ceremony file, holds, and its fingerprint: twelve words to
    be compared in person, or read aloud.`,
  operands: ["FILE", "Say which anchor"],
  example: "npm run nightjar -- anchor show anchor.json",

  async run(_, [path]) {
    for (const line of linesAbout(await readAnchor(path))) say(line);
    return EXIT.ok;
  },
});

function linesAbout(anchor: Anchor): string[] {
  return [
    `name         ${anchor.name}${anchor.demo ? " (a demo, for trying only)" : ""}`,
    `instance     ${encodeInstanceId(anchor.instance)}`,
    `threshold    ${anchor.threshold} of ${anchor.stewards.length} stewards`,
    ...anchor.stewards.map((key) => `  steward    ${encodeVerifyingKey(key)}`),
    `currency     ${anchor.currencyDays} days at most`,
    `fingerprint  ${anchorFingerprint(anchor)}`,
  ];
}
