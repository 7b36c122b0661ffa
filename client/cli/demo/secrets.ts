import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type HybridSeed, parseHybridIdentity, parseX25519Identity } from "../../../crypto/age/identities.ts";
import { parseUtf8 } from "../../../crypto/bytes.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { encodeHex, parseHex } from "../../../crypto/encoding.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { replaceFile } from "../files.ts";
import { type DemoSecrets, identityFile, type ReviewerSecrets } from "./instance.ts";
import { readOwnFile } from "./own-file.ts";

const PRIVATE = { folder: { recursive: true, mode: 0o700 }, file: 0o600 } as const;

/** Where a reviewer's identity file lies, from the data folder on. */
export function identityPath(number: number): string {
  return join("reviewers", String(number), "identity.txt");
}

/** stewards/N.seed, reviewers/N/identity.txt, reviewers/N/signing.seed: 0600 in folders of 0700. */
export async function writeSecrets(folder: string, secrets: DemoSecrets): Promise<void> {
  await mkdir(join(folder, "stewards"), PRIVATE.folder);
  for (const [i, seed] of secrets.stewards.entries()) {
    await replaceFile(join(folder, stewardPath(i + 1)), seedFile(seed), PRIVATE.file);
  }
  for (const reviewer of secrets.reviewers) {
    await mkdir(join(folder, "reviewers", String(reviewer.number)), PRIVATE.folder);
    await replaceFile(join(folder, identityPath(reviewer.number)), identityFile(reviewer), PRIVATE.file);
    await replaceFile(join(folder, signingPath(reviewer.number)), seedFile(reviewer.signing), PRIVATE.file);
  }
}

/** Accepts exactly what `writeSecrets` writes. @throws CliError file-…, data-refused */
export async function readSecrets(folder: string): Promise<DemoSecrets> {
  const stewards: SigningSeed[] = [];
  for (const number of await numbersIn(join(folder, "stewards"), ".seed")) {
    stewards.push(await readOwnFile(folder, stewardPath(number), parseSeedFile));
  }
  const reviewers: ReviewerSecrets[] = [];
  for (const number of await numbersIn(join(folder, "reviewers"), "")) {
    const signing = await readOwnFile(folder, signingPath(number), parseSeedFile);
    reviewers.push(
      await readOwnFile(folder, identityPath(number), (bytes) => parseReviewer(bytes, number, signing)),
    );
  }
  return { stewards, reviewers };
}

function stewardPath(number: number): string {
  return join("stewards", `${number}.seed`);
}

function signingPath(number: number): string {
  return join("reviewers", String(number), "signing.seed");
}

/** The numbers 1, 2, … of a folder's entries, in order; what else lies there is left alone. */
async function numbersIn(folder: string, ending: string): Promise<number[]> {
  const names = new Set(await readdir(folder));
  const numbers: number[] = [];
  for (let number = 1; names.has(`${number}${ending}`); number++) numbers.push(number);
  return numbers;
}

function seedFile(seed: SigningSeed): string {
  return `${encodeHex(seed)}\n`;
}

function parseSeedFile(bytes: Uint8Array): SigningSeed {
  const text = parseUtf8(bytes, "identity-malformed");
  if (!text.endsWith("\n")) throw new CryptoError("identity-malformed", "no line end");
  return parseHex(text.slice(0, -1), 32, "identity-malformed") as SigningSeed;
}

function parseReviewer(bytes: Uint8Array, number: number, signing: SigningSeed): ReviewerSecrets {
  const text = parseUtf8(bytes, "identity-malformed");
  const [, hybrid = "", classic = ""] = text.split("\n");
  const reviewer = {
    number,
    hybrid: parseHybridIdentity(hybrid) as HybridSeed,
    classic: parseX25519Identity(classic),
    signing,
  };
  if (identityFile(reviewer) !== text)
    throw new CryptoError("identity-malformed", "not as the demo wrote it");
  return reviewer;
}
