import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { equalBytes } from "../../../../crypto/bytes.ts";
import { inForce } from "../../../../crypto/documents/anchor-line.ts";
import {
  encodeSignedDocument,
  parseSignedDocument,
  type SignedDocument,
} from "../../../../crypto/documents/dsse.ts";
import { nobleSignatures } from "../../../../crypto/primitives/noble-signatures.ts";
import { assembleRosters } from "../../../ceremony/assemble.ts";
import type { Payload } from "../../../ceremony/payload.ts";
import { ANCHOR_OPTIONS, readAnchorLine } from "../../ceremony/anchors.ts";
import { readDraftFolder, readSignatures } from "../../ceremony/draft-folder.ts";
import { defineCommand } from "../../command.ts";
import { readDocument } from "../../documents.ts";
import { CliError, EXIT } from "../../errors.ts";
import { exists, replaceFile } from "../../files.ts";
import { say } from "../../say.ts";

export const rosterAssemble = defineCommand("roster assemble", {
  summary: "join the stewards' signatures of a draft, and check that they are enough",
  about: `
    Joins the signatures that lie in a draft, and writes the signed rosters and annexes, if enough stewards
    signed each. They count once a steward has called them current with "steward freshen".`,
  options: {
    ...ANCHOR_OPTIONS,
    "--out DIR": "where rosters/ and annexes/ are, or go; signed rosters are never replaced by others",
  },
  operands: ["DRAFT", "Say which draft"],
  example: "npm run nightjar -- roster assemble --anchor anchor.json --out ./known ./draft",

  async run(values, [folder]) {
    const { anchor: anchorPath, out } = values;
    const anchor = inForce(await readAnchorLine(anchorPath, values.move, nobleSignatures));
    const { payloads } = await readDraftFolder(folder, nobleSignatures);
    const parts = new Map<Payload, SignedDocument[]>();
    for (const payload of payloads) parts.set(payload, await readSignatures(folder, payload));
    const partsOf = (payload: Payload) => parts.get(payload) ?? [];
    const joined = assembleRosters(anchor, payloads, partsOf, nobleSignatures).map((each) => ({
      path: join(out, each.place),
      payload: each.payload,
      bytes: encodeSignedDocument(each.document),
    }));
    for (const { path, payload } of joined) await refuseIfAnother(path, payload);
    for (const { path, bytes } of joined) {
      await mkdir(dirname(path), { recursive: true });
      await replaceFile(path, bytes, 0o644);
      say(`${path} is signed by enough stewards.`);
    }
    return EXIT.ok;
  },
});

async function refuseIfAnother(path: string, payload: Payload): Promise<void> {
  if (!(await exists(path))) return;
  const there = await readDocument(path, parseSignedDocument);
  if (equalBytes(there.payload, payload.bytes)) return;
  throw new CliError(
    "output-refused",
    `${path} is there already, and is another document: choose another folder, or find out why.`,
  );
}
