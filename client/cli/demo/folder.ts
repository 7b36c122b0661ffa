import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Anchor, encodeAnchor, parseAnchor } from "../../../crypto/documents/anchor.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import { periodsFrom } from "../../../crypto/documents/period.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import type { Cards } from "../../ceremony/cards.ts";
import type { Known, Named } from "../../ceremony/known.ts";
import type { PublicDocument } from "../../ceremony/public-document.ts";
import { readKnown } from "../ceremony/known.ts";
import { publish } from "../ceremony/publish.ts";
import { readDocument } from "../documents.ts";
import { exists, replaceFile } from "../files.ts";
import { cardsOf, type Founded, foundInstance, ROSTER_LENGTH, signQuarter } from "./found.ts";
import {
  COURIER,
  ownFile,
  RESTORE,
  REVIEWERS,
  readCards,
  refused,
  SECRETS,
  STEWARDS,
  writePeople,
} from "./people-files.ts";

/** What lies open in a demo's folder; its vaults are opened when they are needed. */
export interface DemoFolder {
  readonly anchor: Anchor;
  readonly cards: Cards;
  readonly known: Known;
}

/** What an instance is made in first. A crash leaves this behind and nothing half-made beside it. */
const UNFINISHED = ".unfinished";

/** In this order they are moved into place: public documents, which everything else hangs on, last. */
const PARTS = ["stewards", "reviewers", "courier", "public"];

export const ANCHOR_FILE = join("public", "anchor.json");

/** For how many periods a reviewer's vault is made, and renewed, at once. */
export const PERIODS = 12;

/**
 * The demo instance in a data folder (0700), made there if the folder is empty or missing. Keys are never made
 * over others: a folder that holds only some of an instance is refused.
 * @param work of the vaults' passphrase; nothing but a test asks for less
 * @throws CliError data-refused, file-…, document-refused
 */
export async function openDemoFolder(
  data: string,
  now: Instant,
  primitives: Primitives,
  work?: number,
): Promise<DemoFolder> {
  await mkdir(data, { recursive: true, mode: 0o700 });
  await rm(join(data, UNFINISHED), { recursive: true, force: true });
  if (!(await holdsInstance(data))) await createInstance(data, now, primitives, work);
  return await loadInstance(data, primitives);
}

async function holdsInstance(data: string): Promise<boolean> {
  const entries = (await readdir(data)).filter((entry) => entry !== "lost+found");
  if (entries.length === 0) return false;
  if (await exists(join(data, "stewards", "1.seed")))
    throw refused(data, "holds a demo of an earlier Nightjar, without vaults: move it away, and start anew");
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

async function createInstance(
  data: string,
  now: Instant,
  primitives: Primitives,
  work: number | undefined,
): Promise<void> {
  const founded = foundDemo(now, primitives);
  const { anchor, stewards } = founded;
  const quarter = { anchor, cards: cardsOf(founded, primitives), known: NOTHING, from: now, now };
  const documents = await signQuarter(quarter, stewards, primitives);
  const unfinished = join(data, UNFINISHED);
  await chmod(data, 0o700);
  await mkdir(join(unfinished, "public"), { recursive: true, mode: 0o700 });
  await writePeople(unfinished, founded, primitives, work);
  await replaceFile(join(unfinished, ANCHOR_FILE), encodeAnchor(anchor), 0o644);
  await publish(join(unfinished, "public"), [anchor], named(documents), now, primitives);
  for (const part of PARTS) await rename(join(unfinished, part), join(data, part));
  await rm(unfinished, { recursive: true });
}

const NOTHING: Known = { rosters: [], annexes: [] };

function foundDemo(now: Instant, primitives: Primitives): Founded {
  return foundInstance(
    {
      ...{ name: "Nightjar demo", threshold: 2, currencyDays: 14, demo: true },
      ...{ stewards: STEWARDS, reviewers: REVIEWERS, couriers: [COURIER] },
      periods: periodsFrom(now, ROSTER_LENGTH, PERIODS),
    },
    primitives,
  );
}

async function loadInstance(data: string, primitives: Primitives): Promise<DemoFolder> {
  for (const name of [ANCHOR_FILE, ...SECRETS])
    if (!(await exists(join(data, name)))) throw refused(data, `lacks ${name}: ${RESTORE}`);
  const anchor = await ownFile(data, () => readDocument(join(data, ANCHOR_FILE), parseAnchor));
  if (!anchor.demo) throw refused(data, 'is no demo but a real instance: use "serve" for it');
  const cards = await readCards(data, primitives);
  const known = await knownIn(data, anchor, primitives);
  if (known.rosters.length === 0 || known.annexes.length < known.rosters.length)
    throw refused(data, `lacks a roster or an annex: ${RESTORE}`);
  return { anchor, cards, known };
}

/** All that has been published. @throws CliError data-refused */
export async function knownIn(data: string, anchor: Anchor, primitives: Primitives): Promise<Known> {
  return await ownFile(data, () => readKnown(join(data, "public"), [anchor], primitives));
}

export function named(documents: readonly PublicDocument[]): Named<PublicDocument>[] {
  return documents.map((document) => ({ name: "the demo", document }));
}
