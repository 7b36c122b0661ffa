import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Signatures } from "../../../crypto/primitives/primitives.ts";
import { stewardsOnly } from "../../ceremony/anchors.ts";
import { type Card, type Cards, parseCard, sortCards } from "../../ceremony/cards.ts";
import { CeremonyError } from "../../ceremony/errors.ts";
import { readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";
import { kindOf } from "../files.ts";

const NAME = /\.(card|json)$/;

/** Cards from files, and from folders all files in them that end in .card or .json. @throws CliError file-…; CeremonyError card-… */
export async function readCards(paths: readonly string[], signatures: Signatures): Promise<Cards> {
  const cards: Card[] = [];
  for (const path of paths) {
    for (const file of await cardFiles(path)) cards.push(await readCard(file, signatures));
  }
  return sortCards(cards);
}

/** The same, where only stewards' cards are due. @throws as readCards; CeremonyError card-kind */
export async function readStewardCards(
  paths: readonly string[],
  signatures: Signatures,
): Promise<Cards["stewards"]> {
  return stewardsOnly(await readCards(paths, signatures));
}

async function cardFiles(path: string): Promise<string[]> {
  if ((await kindOf(path)) !== "folder") return [path];
  const names = (await readdir(path)).filter((name) => NAME.test(name)).sort();
  if (names.length === 0) {
    throw new CliError("file-missing", `${path} holds no file that ends in .card or .json: check the path.`);
  }
  return names.map((name) => join(path, name));
}

async function readCard(path: string, signatures: Signatures): Promise<Card> {
  try {
    return await readDocument(path, (bytes) => parseCard(bytes, signatures));
  } catch (error) {
    if (!(error instanceof CeremonyError)) throw error;
    throw new CliError("document-refused", `${path}: ${error.message}`);
  }
}
