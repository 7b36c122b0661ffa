import { defineCommand } from "../command.ts";
import { EXIT } from "../errors.ts";
import { exists, requireFolder } from "../files.ts";
import { counted, say } from "../say.ts";
import { runExport } from "../server-process.ts";

export const exportSpool = defineCommand("export-spool", {
  summary: "write a server's sealed envelopes as files, to be carried to where they are opened",
  about: `
    Writes each sealed envelope in the spool of a data folder as a file of its own, OUT/….age. Opens none.
    Works while the server runs; envelopes that are there already are left alone.`,
  options: {
    "--data DIR": "the server's data folder",
    "--out DIR": "the folder for the files; it is made if it isn't there",
  },
  example: "npm run nightjar -- export-spool --data ./data/demo --out ./envelopes",

  async run({ data, out }) {
    await requireFolder(data);
    if (await exists(out)) await requireFolder(out);
    const { exported, present } = await runExport(data, out);
    const before = present === 0 ? "" : ` ${counted(present, "was", "were")} there already.`;
    say(`${counted(exported, "sealed envelope was", "sealed envelopes were")} written to ${out}.${before}`);
    return EXIT.ok;
  },
});
