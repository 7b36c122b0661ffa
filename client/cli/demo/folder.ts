import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Anchor, encodeAnchor, parseAnchor } from "../../../crypto/documents/anchor.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import { encodeRosterFile, parseRosterFile, type RosterFile } from "../../../crypto/documents/roster-file.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";
import { exists, replaceFile } from "../files.ts";
import { createAnchor, createSecrets, type DemoSecrets, signCurrency, signRoster } from "./instance.ts";
import { readSecrets, writeSecrets } from "./secrets.ts";

/** A demo's instance as it lies on disk: public documents and every secret, in one place, for trying only. */
export interface DemoFolder {
  readonly anchor: Anchor;
  readonly file: RosterFile;
  readonly secrets: DemoSecrets;
}

/** What an instance is made in first. A crash leaves this behind and nothing half-made beside it. */
const UNFINISHED = ".unfinished";

/** In this order they are moved into place: public documents, which everything else hangs on, last. */
const PARTS = ["stewards", "reviewers", "public"];

/** What may stand in a data folder of ours, beside the parts. */
const OTHERS = new Set([UNFINISHED, "spool", "lost+found"]);

export const ANCHOR_FILE = join("public", "anchor.json");
export const ROSTER_FILE = join("public", "roster.json");
export const PAGE_FILE = join("public", "source.html");

/**
 * The demo instance in a data folder (0700), made there if the folder is empty or missing. Keys are never made
 * over others: a folder that holds only some of an instance is refused.
 * @throws CliError data-refused, file-…, document-refused
 */
export async function openDemoFolder(
  data: string,
  now: Instant,
  primitives: Primitives,
): Promise<DemoFolder> {
  await mkdir(data, { recursive: true, mode: 0o700 });
  await rm(join(data, UNFINISHED), { recursive: true, force: true });
  if (!(await holdsInstance(data))) await createInstance(data, now, primitives);
  return await loadInstance(data);
}

async function holdsInstance(data: string): Promise<boolean> {
  const entries = await readdir(data);
  const strange = entries.find((entry) => !PARTS.includes(entry) && !OTHERS.has(entry));
  if (strange !== undefined) {
    throw refused(data, `holds something that is no part of a demo (${strange}): choose an empty folder`);
  }
  const parts = PARTS.filter((part) => entries.includes(part));
  if (parts.length === PARTS.length) return true;
  if (parts.length === 0 && !entries.includes("spool")) return false;
  const missing = PARTS.filter((part) => !entries.includes(part)).join(", ");
  throw refused(data, `holds only some of a demo (${missing} missing): move the folder away, and start anew`);
}

async function createInstance(data: string, now: Instant, primitives: Primitives): Promise<void> {
  const secrets = createSecrets();
  const anchor = createAnchor(secrets, "Nightjar demo", primitives);
  const roster = signRoster(anchor, secrets, null, now, primitives);
  const currency = signCurrency(anchor, secrets, { sequence: 1, payload: roster.payload }, now, primitives);
  const unfinished = join(data, UNFINISHED);
  await mkdir(join(unfinished, "public"), { recursive: true, mode: 0o700 });
  await writeSecrets(unfinished, secrets);
  await replaceFile(join(unfinished, ROSTER_FILE), encodeRosterFile({ roster, currency }), 0o644);
  await replaceFile(join(unfinished, ANCHOR_FILE), encodeAnchor(anchor), 0o644);
  for (const part of PARTS) await rename(join(unfinished, part), join(data, part));
  await rm(unfinished, { recursive: true });
}

async function loadInstance(data: string): Promise<DemoFolder> {
  for (const file of [ANCHOR_FILE, ROSTER_FILE]) {
    if (await exists(join(data, file))) continue;
    throw refused(data, `lacks ${file}: put the file back, or move the folder away and start anew`);
  }
  const anchor = await readDocument(join(data, ANCHOR_FILE), parseAnchor);
  if (!anchor.demo) throw refused(data, 'is no demo but a real instance: use "serve" for it');
  const file = await readDocument(join(data, ROSTER_FILE), parseRosterFile);
  return { anchor, file, secrets: await readSecrets(data) };
}

export function refused(data: string, why: string): CliError {
  return new CliError("data-refused", `The data folder ${data} ${why}.`);
}
