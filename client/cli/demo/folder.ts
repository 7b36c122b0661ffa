import { chmod, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Anchor, encodeAnchor, parseAnchor } from "../../../crypto/documents/anchor.ts";
import { periodsFrom } from "../../../crypto/documents/period.ts";
import type { Letters } from "../../../crypto/documents/roster.ts";
import type { Cards } from "../../ceremony/cards.ts";
import type { Known } from "../../ceremony/known.ts";
import type { PublicDocument } from "../../ceremony/public-document.ts";
import { readKnown } from "../ceremony/known.ts";
import { publish } from "../ceremony/publish.ts";
import { readDocument } from "../documents.ts";
import { exists, replaceFile, requireFolder } from "../files.ts";
import { cardsOf, foundInstance, ROSTER_LENGTH, signQuarter } from "./found.ts";
import {
  COURIERS,
  ownFile,
  type Place,
  RESTORE,
  REVIEWERS,
  readCardsIn,
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
const PARTS = ["stewards", "reviewers", "couriers", "public"];

const ANEW = "move it away, and start anew";

export const ANCHOR_FILE = join("public", "anchor.json");

/** One reviewer's signature makes a free text valid, so that one person can try all of it. */
const LETTERS: Letters = 1;

/** For how many periods a reviewer's vault is made, and renewed, at once. */
export const PERIODS = 12;

/**
 * The demo instance in a data folder (0700), made there if the folder is empty or missing. Keys are never made
 * over others: a folder that holds only some of an instance is refused.
 * @throws CliError data-refused, file-…, document-refused
 */
export async function openDemoFolder(place: Place): Promise<DemoFolder> {
  const { data } = place;
  if (await exists(data)) await requireFolder(data);
  await mkdir(data, { recursive: true, mode: 0o700 });
  await rm(join(data, UNFINISHED), { recursive: true, force: true });
  if (!(await holdsInstance(data))) await createInstance(place);
  return await loadInstance(place);
}

async function holdsInstance(data: string): Promise<boolean> {
  const entries = (await readdir(data)).filter((entry) => entry !== "lost+found");
  if (entries.length === 0) return false;
  for (const earlier of [join("stewards", "1.seed"), join("courier", "courier.key")])
    if (await exists(join(data, earlier)))
      throw refused(data, `holds a demo of an earlier Nightjar: ${ANEW}`);
  const missing = PARTS.filter((part) => !entries.includes(part));
  if (missing.length === 0) return true;
  if (entries.some((entry) => PARTS.includes(entry) || entry === "spool"))
    throw refused(data, `holds only a part of a demo (${missing.join(", ")} missing): ${ANEW}`);
  throw refused(data, "is not empty and holds no demo: choose an empty folder, or one that isn't there yet");
}

async function createInstance(place: Place): Promise<void> {
  const { data, now, primitives } = place;
  const plan = {
    ...{ name: "Nightjar demo", threshold: 2, currencyDays: 14, demo: true },
    ...{ stewards: STEWARDS, reviewers: REVIEWERS, couriers: COURIERS },
    periods: periodsFrom(now, ROSTER_LENGTH, PERIODS),
  };
  const founded = foundInstance(plan, primitives);
  const cards = cardsOf(founded, primitives);
  const first = { known: { rosters: [], annexes: [] }, from: now, now, cards, letters: LETTERS };
  const documents = await signQuarter({ ...founded, ...first, primitives });
  const unfinished = join(data, UNFINISHED);
  await chmod(data, 0o700);
  await mkdir(join(unfinished, "public"), { recursive: true, mode: 0o700 });
  const there = { ...place, data: unfinished };
  await writePeople(there, founded);
  await replaceFile(join(unfinished, ANCHOR_FILE), encodeAnchor(founded.anchor), 0o644);
  await publishIn(there, founded.anchor, documents);
  for (const part of PARTS) await rename(join(unfinished, part), join(data, part));
  await rm(unfinished, { recursive: true });
}

async function loadInstance(place: Place): Promise<DemoFolder> {
  const { data } = place;
  for (const name of [ANCHOR_FILE, ...SECRETS])
    if (!(await exists(join(data, name)))) throw refused(data, `lacks ${name}: ${RESTORE}`);
  const anchor = await ownFile(data, () => readDocument(join(data, ANCHOR_FILE), parseAnchor));
  if (!anchor.demo) throw refused(data, 'is no demo but a real instance: use "serve" for it');
  const cards = await readCardsIn(place);
  const known = await knownIn(place, anchor);
  if (known.rosters.length === 0 || known.annexes.length < known.rosters.length)
    throw refused(data, `lacks a roster or an annex: ${RESTORE}`);
  return { anchor, cards, known };
}

/** All that has been published. @throws CliError data-refused */
export async function knownIn({ data, primitives }: Place, anchor: Anchor): Promise<Known> {
  return await ownFile(data, () => readKnown(join(data, "public"), [anchor], primitives));
}

export async function publishIn(place: Place, anchor: Anchor, documents: readonly PublicDocument[]) {
  const fresh = documents.map((document) => ({ name: "the demo", document }));
  await publish(place.data, [anchor], fresh, place.now, place.primitives);
}
