import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { wipeVault } from "../../../vault/vault.ts";
import { readCasebooks } from "../../casebook/casebook-files.ts";
import { linesAbout } from "../../casebook/finding-text.ts";
import { actReaderOf, reviewerAtWork } from "../../casebook/reviewer-at-work.ts";
import type { Command } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { passphrasesFrom } from "../../open/passphrases.ts";
import { parseOptions, required, usage } from "../../options.ts";
import { say } from "../../say.ts";
import { readVault } from "../../vault/read-vault.ts";

const NAME = "casebook verify";

export const casebookVerify: Command = {
  summary: "check every signature and chain of casebooks, and name what is wrong",
  help: `nightjar casebook verify --vault FILE [--roster FILE …] CASEBOOK …

Reads casebooks to their ends and checks each act: who signed it, whether that is a reviewer of one of the rosters,
and whether its chain is whole. Several casebooks are checked together, as if merged. Changes nothing.

  --vault FILE       a reviewer's vault
  --roster FILE      a roster file that the stewards signed, if the casebook doesn't carry it; may be given several
                     times
  --passphrase-fd N  read the passphrase from this file descriptor instead of the terminal

Example
  npm run nightjar -- casebook verify --vault wren.vault casebook.age

Exit codes
  0  every act counts
  1  failed; stderr says in a sentence why, and what to do
  2  wrong use: an option, or a file that is not there
  3  there are findings; stdout names them
`,

  async run(args) {
    const { values, positionals } = parseOptions(NAME, args, OPTIONS, { positionals: true });
    const path = required(NAME, "vault", values.vault);
    if (positionals.length === 0) throw usage(NAME, "Say which casebooks");
    const passphrases = passphrasesFrom(NAME, values["passphrase-fd"]);
    const primitives = await loadSodium();
    const vault = await readVault(path, "reviewer", passphrases, primitives);
    const reviewer = await reviewerAtWork(vault, { rosters: values.roster }, primitives);
    const { lines } = await readCasebooks(positionals, reviewer);
    const acts = actReaderOf(reviewer).actsOf(lines);
    wipeVault(vault);
    for (const line of linesAbout(acts)) say(line);
    return acts.findings.length === 0 ? EXIT.ok : EXIT.someNotOpened;
  },
};

const OPTIONS = {
  vault: { type: "string" },
  roster: { type: "string", multiple: true },
  "passphrase-fd": { type: "string" },
} as const;
