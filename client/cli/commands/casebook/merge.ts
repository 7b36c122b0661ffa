import { viewOf } from "../../../casebook/fold.ts";
import { accepting } from "../../../casebook/left.ts";
import { dropping } from "../../../casebook/unverified.ts";
import type { Unverified } from "../../../casebook/view.ts";
import type { What } from "../../../casebook/what.ts";
import { ANNEX_OPTION, VAULT_OPTIONS, withCasebooks } from "../../casebook/casebook-files.ts";
import { linesAbout } from "../../casebook/finding-text.ts";
import { sealWithActs } from "../../casebook/reviewer-at-work.ts";
import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { refuseIfThere, replaceFile } from "../../files.ts";
import { PASSPHRASE_OPTION, passphrasesFrom } from "../../open/passphrases.ts";
import { required, usage } from "../../options.ts";
import { say } from "../../say.ts";

export const casebookMerge = defineCommand("casebook merge", {
  summary: "make one casebook of several reviewers' copies",
  usage: `--vault FILE --out FILE [--roster FILE]… [--annex FILE] [--drop WHY] [--accept KEY --why WHY]
  [--passphrase-fd N] CASEBOOK…`,
  about: `
    Puts all acts and attachments of the casebooks together, in whatever order they are given, and seals the
    result to the reviewers in the newest annex, together with the rosters and annexes that its acts need.
    Acts that don't count stay in it and are named; nothing is exported while there are such, until their
    roster is given or somebody drops them. Where two reviewers said different things at the same time, both
    stand until one of them settles it in the workbench.`,
  options: {
    ...VAULT_OPTIONS,
    ...ANNEX_OPTION,
    "[--drop WHY]": `record, under your name, that entries which can't be verified stand in the way of
      exports no more, and why. What they redacted stays hidden`,
    "[--accept KEY]": `record, under your name, that what a reviewer did last who has left counts, though
      nobody of today had seen it: the first digits of that reviewer's key, as "casebook verify" names it.
      Ask them first`,
    "[--why WHY]": "why you accept it",
    "--out FILE": "the merged casebook; nothing is written over",
    ...PASSPHRASE_OPTION,
  },
  operands: ["CASEBOOK…", "Say which casebooks"],
  example: "npm run nightjar -- casebook merge --vault wren.vault --out both.age mine.age theirs.age",

  async run(values, positionals) {
    const { out } = values;
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
    const why = values.accept === undefined ? undefined : required("why", values.why);
    await refuseIfThere(out);
    const held = await withCasebooks(
      positionals,
      values,
      passphrases,
      async (reviewer, read, attachments) => {
        const { unverified } = viewOf(read.acts);
        const whats = [
          ...(why === undefined ? [] : acceptedOf(unverified, values.accept ?? "", why)),
          ...(values.drop === undefined ? [] : dropping(unverified, values.drop)),
        ];
        const written = await sealWithActs(reviewer, read, whats, attachments);
        await replaceFile(out, written.sealed, 0o600);
        for (const line of linesAbout(written.acts)) say(line);
        return written.held;
      },
    );
    say(`${out} holds them all, with ${held} attachments.`);
    return EXIT.ok;
  },
});

/** @throws CliError usage */
function acceptedOf(unverified: readonly Unverified[], key: string, why: string): readonly What[] {
  const named = unverified.flatMap(({ code, said }) =>
    code === "reviewer-left" && said?.by.startsWith(key) ? said.by : [],
  );
  const [left, ...others] = new Set(named);
  if (left && others.length === 0) return accepting(unverified, left, why);
  throw usage(
    `The option --accept takes the key of one reviewer who has left, as "casebook verify" names it`,
  );
}
