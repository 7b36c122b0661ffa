import { join } from "node:path";
import { equalBytes } from "../../../../crypto/bytes.ts";
import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { anchorDigest } from "../../../../crypto/documents/anchor-move.ts";
import { instantOf } from "../../../../crypto/documents/instant.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
import { type AnchorLine, inForce } from "../../../ceremony/anchors.ts";
import { CeremonyError } from "../../../ceremony/errors.ts";
import { readAnchorLine } from "../../ceremony/anchors.ts";
import { readPublicFolder } from "../../ceremony/known.ts";
import { publish } from "../../ceremony/publish.ts";
import { type Command, EXIT_HELP } from "../../command.ts";
import { readDocument } from "../../documents.ts";
import { EXIT } from "../../errors.ts";
import { requireFolder } from "../../files.ts";
import { onePositional, parseOptions, required } from "../../options.ts";
import { say } from "../../say.ts";

const NAME = "roster publish";

export const rosterPublish: Command = {
  summary: "give rosters, annexes and currency statements to a server",
  help: `nightjar roster publish DIR --data DATA

Gives what "roster assemble" and "steward freshen" wrote to the server whose data folder this is. Everything is
checked first, as the server will check it, by the anchor in DATA/public: signatures, one chain with what is
published already, statements that are fresh and no older than those published. If anything doesn't hold, nothing is
written. The server takes it up without a restart.

  --data DATA        the server's data folder
  --anchor FILE      only after a move of the anchor: the first anchor; the moves must lead to the server's
  --move FILE        a signed move of the anchor; may be given many times, in their order

Example
  npm run nightjar -- roster publish --data /var/lib/nightjar ./fresh

${EXIT_HELP}`,

  async run(args) {
    const { values, positionals } = parseOptions(NAME, args, OPTIONS, { positionals: true });
    const data = required(NAME, "data", values.data);
    const folder = onePositional(NAME, positionals, "Say which folder to publish");
    await requireFolder(data);
    const target = join(data, "public");
    const line = await lineTo(join(target, "anchor.json"), values);
    const fresh = await readPublicFolder(folder);
    const paths = await publish(target, line, fresh, instantOf(Date.now()), nobleSignatures);
    for (const path of paths) say(`${path} is published.`);
    if (paths.length === 0) say("All of it had been published already.");
    return EXIT.ok;
  },
};

const OPTIONS = {
  data: { type: "string" },
  anchor: { type: "string" },
  move: { type: "string", multiple: true },
} as const;

/** The server's own anchor, or a line that ends in it. @throws CeremonyError anchor-moved */
async function lineTo(
  path: string,
  { anchor: first, move }: { anchor?: string | undefined; move?: string[] | undefined },
): Promise<AnchorLine> {
  const anchor = await readDocument(path, parseAnchor);
  const line = await readAnchorLine(first ?? path, move, nobleSignatures);
  if (equalBytes(anchorDigest(inForce(line)), anchorDigest(anchor))) return line;
  throw new CeremonyError("anchor-moved", path);
}
