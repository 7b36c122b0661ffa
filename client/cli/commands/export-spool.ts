import { type Command, EXIT_HELP } from "../command.ts";
import { EXIT } from "../errors.ts";
import { requireFolder } from "../files.ts";
import { parseOptions, required } from "../options.ts";
import { counted, say } from "../say.ts";
import { runExport } from "../server-process.ts";

const NAME = "export-spool";

export const exportSpool: Command = {
  summary: "write a server's sealed envelopes as files, to be carried to where they are opened",
  help: `nightjar export-spool --data DIR --out DIR

Writes each sealed envelope in the spool of a data folder as a file of its own, OUT/….age. Opens none. Works
while the server runs; envelopes that are there already are left alone.

  --data DIR  the server's data folder
  --out DIR   the folder for the files; it is made if it isn't there

Example
  npm run nightjar -- export-spool --data ./data/demo --out ./envelopes

${EXIT_HELP}`,

  async run(args) {
    const { values } = parseOptions(NAME, args, { data: { type: "string" }, out: { type: "string" } });
    const data = required(NAME, "data", values.data);
    const out = required(NAME, "out", values.out);
    await requireFolder(data);
    const { exported, present } = await runExport(data, out);
    const before = present === 0 ? "" : ` ${counted(present, "was", "were")} there already.`;
    say(`${counted(exported, "sealed envelope was", "sealed envelopes were")} written to ${out}.${before}`);
    return EXIT.ok;
  },
};
