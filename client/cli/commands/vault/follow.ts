import { parseAnchor } from "../../../../crypto/documents/anchor.ts";
import { inForce, isSameAnchor } from "../../../../crypto/documents/anchor-line.ts";
import { followAnchor } from "../../../../crypto/documents/anchor-move.ts";
import { parseSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import type { Primitives } from "../../../../crypto/primitives/primitives.ts";
import { loadSodium } from "../../../../crypto/primitives/sodium.ts";
import { lineOf, type VaultLine, wipeVault, withLine } from "../../../vault/vault.ts";
import { defineCommand } from "../../command.ts";
import { confirm } from "../../confirm.ts";
import { readDocument } from "../../documents.ts";
import { CliError, EXIT } from "../../errors.ts";
import { PASSPHRASE_OPTION, passphrasesFrom, remembering } from "../../open/passphrases.ts";
import { say } from "../../say.ts";
import { readVault } from "../../vault/read-vault.ts";
import { writeVault } from "../../vault/write-vault.ts";

export const vaultFollow = defineCommand("vault follow", {
  summary: "let a reviewer's vault follow its instance to a new anchor",
  about: `
    Takes the new anchor of an instance into a reviewer's vault, if the stewards of the old one signed the
    move. Shows the new fingerprint, to be compared in person, and asks first. The vault keeps the old
    anchor beside the new one: what was signed under it goes on counting as what was.`,
  options: {
    "--vault FILE": "the vault; it is replaced",
    "--move FILE…": "the signed move; may be given many times, in their order",
    "[--anchor FILE]": `for a vault that was made after a move, or without the earlier anchors: the first
      anchor, from which all moves lead through the vault's own`,
    "[--yes]": "don't ask",
    ...PASSPHRASE_OPTION,
  },
  example: "npm run nightjar -- vault follow --vault wren.vault --move move.json",

  async run(values) {
    const { vault: path } = values;
    const passphrases = remembering(passphrasesFrom(values["passphrase-fd"]));
    const primitives = await loadSodium();
    const vault = await readVault(path, "reviewer", passphrases, primitives);
    const own = lineOf(vault);
    const before =
      values.anchor === undefined
        ? own
        : { line: [await readDocument(values.anchor, parseAnchor)] as const, moves: [] };
    const followed = await followMoves(before, values.move, primitives);
    if (!followed.line.some((anchor) => isSameAnchor(anchor, inForce(own.line)))) throw notThrough(path);
    if (values.anchor !== undefined) {
      say("The first anchor's fingerprint:");
      say(`  ${anchorFingerprint(followed.line[0])}`);
    }
    say("The new anchor's fingerprint:");
    say(`  ${anchorFingerprint(inForce(followed.line))}`);
    confirm("Compare it with the stewards', in person.", values.yes);
    await writeVault(path, withLine(vault, followed), passphrases.last(), primitives);
    wipeVault(vault);
    say(`${path} follows the new anchor.`);
    return EXIT.ok;
  },
});

/** One after the other, each named if it doesn't lead on. @throws CliError file-…, document-refused */
async function followMoves(
  from: VaultLine,
  paths: readonly string[],
  primitives: Primitives,
): Promise<VaultLine> {
  let { line, moves } = from;
  for (const path of paths) {
    const next = await readDocument(path, (bytes) => {
      const move = parseSignedDocument(bytes);
      return { move, to: followAnchor(inForce(line), move, primitives) };
    });
    line = [...line, next.to];
    moves = [...moves, next.move];
  }
  return { line, moves };
}

function notThrough(path: string): CliError {
  return new CliError(
    "document-refused",
    `The moves from this first anchor don't lead through the anchor of ${path}: give all of them, from the first on.`,
  );
}
