import { type AnchorLine, lineThrough } from "../../crypto/documents/anchor-line.ts";
import { parseSignedDocument, type SignedDocument } from "../../crypto/documents/dsse.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { parseAnchorOrLine } from "../ceremony/anchors.ts";
import type { VaultLine } from "../vault/vault.ts";
import { kindOfFile } from "./file-kind.ts";
import { bytesOf, parsed } from "./method.ts";
import { PageError } from "./page-error.ts";

/** What was chosen to say how an instance's anchor is, and was. */
interface AnchorFiles {
  /** From an anchor or a line of them; undefined if only moves were chosen. */
  readonly from: VaultLine | undefined;
  /** In whatever order they were chosen. */
  readonly moves: readonly SignedDocument[];
}

/**
 * The line of an instance, from an anchor or a line of anchors and any moves beside it.
 * @throws PageError not-an-anchor, not-a-move, move-elsewhere
 */
export async function lineInFiles(files: readonly File[], signatures: Signatures): Promise<VaultLine> {
  const { from, moves } = await readAnchorFiles(files, signatures);
  if (from) return along(from, moves, signatures);
  throw new PageError("not-an-anchor", files[0] && { file: files[0].name });
}

/**
 * Where moves lead from a line, or from the anchor or line that was chosen with them.
 * @throws PageError as `lineInFiles`
 */
export async function lineFollowed(
  own: VaultLine,
  files: readonly File[],
  signatures: Signatures,
): Promise<VaultLine> {
  const { from, moves } = await readAnchorFiles(files, signatures);
  return along(from ?? own, moves, signatures);
}

function along({ line, moves: before }: VaultLine, moves: readonly SignedDocument[], signatures: Signatures) {
  const through = lineThrough(line, moves, signatures);
  if (through.followed.length < moves.length) throw new PageError("move-elsewhere");
  return { line: through.line, moves: [...before, ...through.followed] };
}

async function readAnchorFiles(files: readonly File[], signatures: Signatures): Promise<AnchorFiles> {
  let from: VaultLine | undefined;
  const moves: SignedDocument[] = [];
  for (const file of files) {
    if (kindOfFile(await bytesOf(file)) === "move") {
      moves.push(await parsed(file, "not-a-move", parseSignedDocument));
      continue;
    }
    const read = await parsed(file, "not-an-anchor", (bytes) => parseAnchorOrLine(bytes, signatures));
    if (from) throw new PageError("anchors-two", { file: file.name });
    const line: AnchorLine = [read.first];
    from = along({ line, moves: [] }, read.moves, signatures);
  }
  return { from, moves };
}
