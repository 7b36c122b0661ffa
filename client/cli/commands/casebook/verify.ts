import { VAULT_OPTIONS, withCasebooks } from "../../casebook/casebook-files.ts";
import { linesAbout } from "../../casebook/finding-text.ts";
import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { PASSPHRASE_OPTION, passphrasesFrom } from "../../open/passphrases.ts";
import { say } from "../../say.ts";

export const casebookVerify = defineCommand("casebook verify", {
  summary: "check every signature and chain of casebooks, and name what is wrong",
  about: `
    Reads casebooks to their ends and checks each act: who signed it, whether that is a reviewer of one of
    the rosters, and whether its chain is whole. Several casebooks are checked together, as if merged.
    Changes nothing.`,
  options: {
    ...VAULT_OPTIONS,
    ...PASSPHRASE_OPTION,
  },
  operands: ["CASEBOOK…", "Say which casebooks"],
  example: "npm run nightjar -- casebook verify --vault wren.vault casebook.age",
  exits: { 0: "every act counts", 3: "there are findings; stdout names them" },

  async run(values, positionals) {
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
    const acts = await withCasebooks(positionals, values, passphrases, (_, read) => read.acts);
    for (const line of linesAbout(acts)) say(line);
    return acts.findings.length === 0 ? EXIT.ok : EXIT.partly;
  },
});
