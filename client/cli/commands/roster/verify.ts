import { encodeInstanceId, parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { encodeInstant, type Instant, instantOf } from "../../../../crypto/documents/instant.ts";
import { lettersOf } from "../../../../crypto/documents/roster.ts";
import { parseServedRoster } from "../../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../../crypto/documents/verified-roster.ts";
import { encodeHex } from "../../../../crypto/encoding.ts";
import { nodeSignatures } from "../../../../crypto/node/signatures.ts";
import { SIGNERS } from "../../../ceremony/english.ts";
import { defineCommand } from "../../command.ts";
import { DATE_HELP, dateAsked } from "../../dates.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { say } from "../../say.ts";

export const rosterVerify = defineCommand("roster verify", {
  summary: "check a roster against the anchor, and say what was checked",
  about: `
    Checks that the stewards of the anchor signed the roster, that its period has begun and is not over, and
    that a steward has lately called it current. Needs no network.`,
  options: {
    "--anchor FILE": "the instance's anchor, from a source that you trust",
    "--roster FILE": "the roster file, as the server's /v1/roster gives it",
    "[--at DATE]": "check for then instead of now",
  },
  notes: DATE_HELP,
  example: "npm run nightjar -- roster verify --anchor anchor.json --roster roster.json",

  async run(values) {
    const { anchor: anchorPath, roster: rosterPath } = values;
    const at = values.at === undefined ? instantOf(Date.now()) : dateAsked("at", values.at);
    const anchor = await readDocument(anchorPath, parseAnchor);
    const roster = await readDocument(rosterPath, (bytes) =>
      VerifiedRoster.verify(anchor, parseServedRoster(bytes), at, nodeSignatures),
    );
    for (const line of linesAbout(roster, at)) say(line);
    return EXIT.ok;
  },
});

function linesAbout({ anchor, roster, currency, digest }: VerifiedRoster, at: Instant): string[] {
  return [
    `The roster holds at ${encodeInstant(at)}.`,
    `  instance     ${anchor.name}${anchor.demo ? " (a demo, for trying only)" : ""}`,
    `               ${encodeInstanceId(anchor.instance)}`,
    `  fingerprint  ${anchorFingerprint(anchor)}`,
    `  signed by    at least ${anchor.threshold} of ${anchor.stewards.length} stewards`,
    `  sequence     ${roster.sequence}`,
    `  digest       ${encodeHex(digest)}`,
    `  period       from ${encodeInstant(roster.notBefore)} until ${encodeInstant(roster.notAfter)}`,
    `  reviewers    ${roster.reviewers.length}`,
    `  letters      ${SIGNERS[lettersOf(roster)]}`,
    `  current      until ${encodeInstant(currency.notAfter)}, said on ${encodeInstant(currency.issued)}`,
  ];
}
