import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Anchor, encodeAnchor, parseAnchor } from "../../../crypto/documents/anchor.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import { encodeRosterFile, parseRosterFile, type RosterFile } from "../../../crypto/documents/roster-file.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { exists, replaceFile } from "../files.ts";
import { newestRosterIn, rosterName } from "../published-rosters.ts";
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
const ROSTERS = join("public", "rosters");

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

/** Where the roster with that number lies, from the data folder on. */
export function rosterFile(sequence: number): string {
  return join(ROSTERS, rosterName(sequence));
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
  await mkdir(join(unfinished, ROSTERS), { recursive: true, mode: 0o700 });
  await writeSecrets(unfinished, secrets);
  await replaceFile(join(unfinished, rosterFile(1)), encodeRosterFile({ roster, currency }), 0o644);
  await replaceFile(join(unfinished, ANCHOR_FILE), encodeAnchor(anchor), 0o644);
  for (const part of PARTS) await rename(join(unfinished, part), join(data, part));
  await rm(unfinished, { recursive: true });
}

async function loadInstance(data: string): Promise<DemoFolder> {
  const newest = await newestRosterIn(join(data, "public"));
  if (newest === undefined) throw refused(data, `lacks ${rosterFile(1)}: ${RESTORE}`);
  if (!(await exists(join(data, ANCHOR_FILE)))) throw refused(data, `lacks ${ANCHOR_FILE}: ${RESTORE}`);
  const anchor = await readOwnFile(data, ANCHOR_FILE, parseAnchor);
  if (!anchor.demo) throw refused(data, 'is no demo but a real instance: use "serve" for it');
  const file = await readOwnFile(data, join(ROSTERS, newest), parseRosterFile);
  return { anchor, file, secrets: await readSecrets(data) };
}
