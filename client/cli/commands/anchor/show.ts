import { type Anchor, encodeInstanceId } from "../../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { encodeVerifyingKey } from "../../../../crypto/ed25519.ts";
import { readAnchor } from "../../ceremony/ceremony-file.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { onePositional, parseOptions } from "../../options.ts";
import { say } from "../../say.ts";

const NAME = "anchor show";

export const anchorShow: Command = {
  summary: "say what an anchor holds, and its fingerprint to read aloud",
  help: `nightjar anchor show FILE

Says what an anchor, or the one in force of a ceremony file, holds, and its fingerprint: twelve words to be
compared in person, or read aloud.

Example
  npm run nightjar -- anchor show anchor.json

${EXIT_HELP}`,

  async run(args) {
    const { positionals } = parseOptions(NAME, args, {}, { positionals: true });
    const path = onePositional(NAME, positionals, "Say which anchor");
    for (const line of linesAbout(await readAnchor(path))) say(line);
    return EXIT.ok;
  },
};

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
