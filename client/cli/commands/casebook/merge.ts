import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { sealCasebook } from "../../../casebook/write-casebook.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { readCasebooks, writeWhole } from "../../casebook/casebook-files.ts";
import { linesAbout } from "../../casebook/finding-text.ts";
import { recipientsFrom, reviewerAtWork } from "../../casebook/reviewer-at-work.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { passphrasesFrom } from "../../open/passphrases.ts";
import { parseOptions, required, usage } from "../../options.ts";
import { say } from "../../say.ts";
import { readVault } from "../../vault/read-vault.ts";
import { refuseIfThere } from "../../vault/write-vault.ts";

const NAME = "casebook merge";

export const casebookMerge: Command = {
  summary: "make one casebook of several reviewers' copies",
  help: `nightjar casebook merge --vault FILE --roster FILE … --annex FILE --out FILE CASEBOOK …

Puts all acts and attachments of the casebooks together, in whatever order they are given, and seals the result to
the casebook keys of the reviewers in the annex. Acts that don't count stay in it and are named. Where two reviewers
said different things at the same time, both stand until one of them settles it in the workbench.

  --vault FILE       a reviewer's vault
  --roster FILE      a roster file that the stewards signed, past ones too; may be given several times
  --annex FILE       the signed annex of a roster that you are in: it says who the reviewers are
  --out FILE         the merged casebook; nothing is written over
  --passphrase-fd N  read the passphrase from this file descriptor instead of the terminal

Example
  npm run nightjar -- casebook merge --vault wren.vault --roster roster.json --annex annex.json --out both.age mine.age theirs.age

${EXIT_HELP}`,

  async run(args) {
    const { values, positionals } = parseOptions(NAME, args, OPTIONS, { positionals: true });
    const path = required(NAME, "vault", values.vault);
    if (!values.roster) throw usage(NAME, "The option --roster is missing");
    const annex = required(NAME, "annex", values.annex);
    const out = required(NAME, "out", values.out);
    if (positionals.length === 0) throw usage(NAME, "Say which casebooks");
    const passphrases = passphrasesFrom(NAME, values["passphrase-fd"]);
    await refuseIfThere(out);
    const primitives = await loadSodium();
    const vault = await readVault(path, "reviewer", passphrases, primitives);
    const reviewer = await reviewerAtWork(vault, values.roster, primitives);
    const recipients = await recipientsFrom(annex, reviewer);
    const casebooks = await readCasebooks(positionals, reviewer);
    try {
      const contents = { instance: reviewer.anchor.instance, ...casebooks };
      await writeWhole(out, sealCasebook(contents, recipients, primitives));
    } finally {
      await casebooks.close();
      wipeVault(vault);
    }
    for (const line of linesAbout(reviewer.reader.actsOf(casebooks.lines))) say(line);
    say(`${out} holds them all, with ${casebooks.attachments.length} attachments.`);
    return EXIT.ok;
  },
};

const OPTIONS = {
  vault: { type: "string" },
  roster: { type: "string", multiple: true },
  annex: { type: "string" },
  out: { type: "string" },
  "passphrase-fd": { type: "string" },
} as const;
