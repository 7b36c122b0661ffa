import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Anchor, encodeAnchor, parseAnchor } from "../../../crypto/documents/anchor.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import { encodeRosterFile, parseRosterFile, type RosterFile } from "../../../crypto/documents/roster-file.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { exists, replaceFile } from "../files.ts";
import { createAnchor, createSecrets, type DemoSecrets, signCurrency, signRoster } from "./instance.ts";
import { RESTORE, readOwnFile, refused } from "./own-file.ts";
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

export const ANCHOR_FILE = join("public", "anchor.json");
export const ROSTER_FILE = join("public", "roster.json");

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
  const entries = (await readdir(data)).filter((entry) => entry !== "lost+found");
  if (entries.length === 0) return false;
  const missing = PARTS.filter((part) => !entries.includes(part));
  if (missing.length === 0) return true;
  const ours = entries.some((entry) => PARTS.includes(entry) || entry === "spool");
  throw ours
    ? refused(
        data,
        `holds only a part of a demo (${missing.join(", ")} missing): move it away, and start anew`,
      )
    : refused(data, "is not empty and holds no demo: choose an empty folder, or one that isn't there yet");
}

async function createInstance(data: string, now: Instant, primitives: Primitives): Promise<void> {
  const secrets = createSecrets();
  const anchor = createAnchor(secrets, "Nightjar demo", primitives);
  const roster = signRoster(anchor, secrets, null, now, primitives);
  const currency = signCurrency(anchor, secrets, { sequence: 1, payload: roster.payload }, now, primitives);
  const unfinished = join(data, UNFINISHED);
  await chmod(data, 0o700);
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
    throw refused(data, `lacks ${file}: ${RESTORE}`);
  }
  const anchor = await readOwnFile(data, ANCHOR_FILE, parseAnchor);
  if (!anchor.demo) throw refused(data, 'is no demo but a real instance: use "serve" for it');
  const file = await readOwnFile(data, ROSTER_FILE, parseRosterFile);
  return { anchor, file, secrets: await readSecrets(data) };
}
