import { join } from "node:path";
import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { anchorLine, encodeLineFile, LINE_NAME } from "../../../../crypto/documents/anchor-line.ts";
import { dayOf, instantOf } from "../../../../crypto/documents/instant.ts";
import { nodeSignatures } from "../../../../crypto/node/signatures.ts";
import { warningInEnglish } from "../../../ceremony/english.ts";
import { daysUntil } from "../../../ceremony/in-force.ts";
import { lineTo, publish, readPublishable, writePublic } from "../../ceremony/publish.ts";
import { defineCommand } from "../../command.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { requireFolder } from "../../files.ts";
import { say } from "../../say.ts";

export const rosterPublish = defineCommand("roster publish", {
  summary: "give rosters, annexes and currency statements to a server",
  about: `
    Gives the rosters.tar that a steward saved from keys.html, or the public folder of another server, to
    the server whose data folder this is. Everything is checked first, as the server will check it, by the
    anchor in DATA/public: signatures, one chain with what is published already, statements that are fresh
    and no older than those published. What counts is written, the rest is left out and named. The server
    takes it up without a restart.`,
  options: {
    "--data DATA": "the server's data folder",
  },
  operands: ["FILE|DIR", "Say what to publish"],
  example: "npm run nightjar -- roster publish --data /var/lib/nightjar rosters.tar",
  exits: {
    0: "published, or there was nothing new",
    1: "something was left out that is wrong, and said; or failed, and stderr says in a sentence why",
  },

  async run(values, [folder]) {
    const { data } = values;
    await requireFolder(data);
    const target = join(data, "public");
    const { line: brought, documents: fresh } = await readPublishable(folder);
    const anchor = await readDocument(join(target, "anchor.json"), parseAnchor);
    const file = await lineTo(anchor, target, brought);
    const line = anchorLine(file.first, file.moves, nodeSignatures);
    const now = instantOf(Date.now());
    const { paths, left, begins } = await publish(data, line, fresh, now, nodeSignatures);
    if (file.moves.length > 0) await writePublic(data, [{ name: LINE_NAME, bytes: encodeLineFile(file) }]);
    for (const path of paths) say(`${path} is published.`);
    for (const { sentence, isWrong } of left) say(`${isWrong ? "WRONG, left out" : "left out"}: ${sentence}`);
    if (begins !== undefined)
      say(warningInEnglish({ kind: "begins", days: daysUntil(begins, now), day: dayOf(begins) }));
    if (paths.length === 0) say("There is nothing new to publish.");
    return left.some(({ isWrong }) => isWrong) ? EXIT.failed : EXIT.ok;
  },
});
