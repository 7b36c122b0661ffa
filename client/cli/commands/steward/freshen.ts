import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { encodeInstant, instantOf } from "../../../../crypto/documents/instant.ts";
import { encodeRosterFile } from "../../../../crypto/documents/roster-file.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { pairName } from "../../../ceremony/draft-names.ts";
import { dateQuestion, freshen } from "../../../ceremony/freshen.ts";
import { ANCHOR_OPTIONS, readAnchorLine } from "../../ceremony/anchors.ts";
import { readKnown } from "../../ceremony/known.ts";
import { VAULT_OPTIONS, withStewardVault } from "../../ceremony/steward.ts";
import { defineCommand } from "../../command.ts";
import { confirm } from "../../confirm.ts";
import { DATE_HELP, dateAsked } from "../../dates.ts";
import { EXIT } from "../../errors.ts";
import { replaceFile } from "../../files.ts";
import { say } from "../../say.ts";

export const stewardFreshen = defineCommand("steward freshen", {
  summary: "call the roster in force current, about once a week",
  about: `
    Issues a currency statement for the roster in force, dated now, and one for the roster after it if the
    statement outlives the first. Any one steward does, about once a week; without it sources can't seal.
    Check first that --known holds every roster that was signed: a statement for a roster that has been
    replaced lets a revoked reviewer read on.`,
  options: {
    ...ANCHOR_OPTIONS,
    "--known DIR": "all rosters signed so far",
    ...VAULT_OPTIONS,
    "[--issued DATE]": "date it back to then; never ahead",
    "[--yes]": `don't ask whether the date is right; by itself that is asked if more than eight days have
      passed since the newest statement in --known`,
    "--out DIR": "where rosters/ with the statements goes; may be the folder of --known",
  },
  notes: DATE_HELP,
  example:
    "npm run nightjar -- steward freshen --anchor anchor.json --known ./known --vault heron.vault --out ./known",

  async run(values) {
    const { anchor: anchorPath, known: knownPath, vault: path, out } = values;
    const now = instantOf(Date.now());
    const issued = values.issued === undefined ? now : dateAsked("issued", values.issued);
    const primitives = await loadSodium();
    const line = await readAnchorLine(anchorPath, values.move, primitives);
    const known = await readKnown(knownPath, line, primitives);
    const question = dateQuestion(known, issued);
    if (question !== undefined) confirm(question, values.yes);
    const from = { path, descriptor: values["passphrase-fd"] };
    return await withStewardVault(from, primitives, async (vault) => {
      const fresh = freshen(line, known, vault.signing, { issued, now }, primitives);
      await mkdir(join(out, "rosters"), { recursive: true });
      for (const { sequence, notAfter, file } of fresh) {
        const target = join(out, "rosters", pairName(sequence));
        await replaceFile(target, encodeRosterFile(file), 0o644);
        say(
          `${target}: roster ${sequence} is called current from ${encodeInstant(issued)} to ${encodeInstant(notAfter)}.`,
        );
      }
      return EXIT.ok;
    });
  },
});
