import { defineCommand } from "../command.ts";
import { EXIT } from "../errors.ts";
import { exists, requireFolder } from "../files.ts";
import { counted, say, warn } from "../say.ts";
import { runExport } from "../server-process.ts";

export const exportSpool = defineCommand("export-spool", {
  summary: "write a server's sealed envelopes as files, to be carried to where they are opened",
  about: `
    Writes each sealed envelope in the spool of a data folder as a file of its own, OUT/….age. Opens none.
    Works while the server runs; envelopes that are there already are left alone. Of a day that is damaged
    it writes what is whole, and goes on with the others.`,
  options: {
    "--data DIR": "the server's data folder",
    "--out DIR": "the folder for the files; it is made if it isn't there",
  },
  example: "npm run nightjar -- export-spool --data ./data/demo --out ./envelopes",
  exits: {
    0: "all of them are written",
    3: "not all of a day could be read, and stderr names it; all others are written",
  },

  async run({ data, out }) {
    await requireFolder(data);
    if (await exists(out)) await requireFolder(out);
    const { exported, present, damaged } = await runExport(data, out);
    const before = present === 0 ? "" : ` ${counted(present, "was", "were")} there already.`;
    say(`${counted(exported, "sealed envelope was", "sealed envelopes were")} written to ${out}.${before}`);
    for (const sentence of damaged) warn(sentence);
    return damaged.length === 0 ? EXIT.ok : EXIT.partly;
  },
});
