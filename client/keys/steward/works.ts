import { equalBytes } from "../../../crypto/bytes.ts";
import { encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { encodeLineFile } from "../../../crypto/documents/anchor-line.ts";
import { addSeconds, instantOf, SECONDS_PER_DAY, startOfDay } from "../../../crypto/documents/instant.ts";
import type { Letters } from "../../../crypto/documents/roster.ts";
import { parseVerifyingKey } from "../../../crypto/ed25519.ts";
import { pushAll } from "../../../crypto/lists.ts";
import type { Card } from "../../ceremony/cards.ts";
import {
  type CeremonyFile,
  EMPTY_FILE,
  encodeCeremonyFile,
  publicPart,
} from "../../ceremony/ceremony-file.ts";
import { CeremonyError } from "../../ceremony/errors.ts";
import { MOST_FILE_BYTES } from "../../ceremony/read-ceremony-file.ts";
import type { Review } from "../../ceremony/review-draft.ts";
import { newStewardVault } from "../../vault/enrol.ts";
import { checkedName } from "../checked-name.ts";
import { TroubleError } from "../trouble.ts";
import { fileName, type Made, sealedAs } from "../vault/works.ts";
import { type Bench, bytesOf, toldOf, type Work } from "../work.ts";
import { parseOpened } from "./model/opened.ts";
import { type Standing, standingOf } from "./model/standing.ts";
import {
  anchorOf,
  assemble,
  begin,
  callCurrent,
  draft,
  draftTheMove,
  found,
  giveUp,
  review,
  sign,
} from "./model/steps.ts";
import { type Bringing, leftOutNotes, type Note, takeCard, takeIn, takeOut } from "./model/take-in.ts";

/** The ceremony as it stands after something was done, and the files that may be saved of it. */
export interface Desk {
  readonly file: CeremonyFile;
  readonly standing: Standing;
  readonly made: {
    /** The steward's own ceremony file, which also travels. */
    readonly own: Made;
    /** For the operator: the same without anybody's name; and the anchor, or the line of them. */
    readonly forOperator: readonly Made[];
  };
  readonly notes: readonly Note[];
}

type OfFile<More = unknown> = { readonly file: CeremonyFile } & More;

const stewardNew: Work<
  { readonly handle: string; readonly passphrase: string },
  { readonly vault: Made; readonly desk: Desk }
> = async ({ handle, passphrase }, bench) => {
  const vault = newStewardVault(checkedName(handle));
  const made = await sealedAs(vault, passphrase, bench);
  bench.open.close();
  bench.open.take(vault, passphrase);
  return { vault: made, desk: await deskOf(begin(EMPTY_FILE, vault, bench.primitives), bench) };
};

/**
 * Files that were chosen, documents before cards; the first that is refused stops it, and nothing is taken. Opened as
 * one's own, a ceremony file has to be that of the vault that is open. Opened as all there is, what was chosen is the
 * whole memory of a key that has no ceremony file yet.
 */
const stewardTake: Work<OfFile<{ readonly chosen: readonly File[]; readonly as: Bringing }>, Desk> = async (
  { file, chosen, as },
  bench,
) => {
  const working = workingOf(bench);
  const notes: Note[] = [];
  const leftOut: Card[] = [];
  const cards: [name: string, card: Card][] = [];
  let all = file;
  for (const each of chosen) {
    await named(each.name, async () => {
      const opened = await parseOpened(await bytesOf(each, MOST_FILE_BYTES), all.line, bench.primitives);
      if (opened.kind === "card") cards.push([each.name, opened.card]);
      else {
        const taken = takeIn(all, opened.file, as, working);
        all = taken.file;
        pushAll(notes, taken.notes);
        pushAll(leftOut, taken.leftOut);
      }
    });
  }
  for (const [name, card] of cards) await named(name, () => (all = takeCard(all, card)));
  if (as === "own") requireOwn(all, bench);
  if (as === "all") all = begin(all, bench.open.of("steward").vault, bench.primitives);
  return await deskOf(all, bench, [...notes, ...leftOutNotes(leftOut, all)]);
};

const stewardOut: Work<OfFile<{ readonly id: string }>, Desk> = async ({ file, id }, bench) =>
  await deskOf(takeOut(file, parseVerifyingKey(id, "document-malformed")), bench);

const stewardFound: Work<OfFile<{ readonly name: string; readonly threshold: number }>, Desk> = async (
  { file, name, threshold },
  bench,
) => await deskOf(found(file, { name: checkedName(name), threshold, currencyDays: 14, demo: false }), bench);

/** What is asked of a draft. */
export interface DraftAsked {
  /** From today on; undefined goes on where the signed rosters end. */
  readonly weeks: number | undefined;
  readonly months: number;
  /** Undefined goes on as before. */
  readonly letters: Letters | undefined;
}

const stewardDraft: Work<OfFile<DraftAsked>, Desk> = async ({ file, weeks, months, letters }, bench) => {
  const working = workingOf(bench);
  const from =
    weeks === undefined ? undefined : addSeconds(startOfDay(working.now), weeks * 7 * SECONDS_PER_DAY);
  return await deskOf(await draft(file, { from, months, letters }, working), bench);
};

const stewardMove: Work<
  OfFile<{ readonly leaving: readonly string[]; readonly threshold: number }>,
  Desk
> = async ({ file, leaving, threshold }, bench) => {
  const keys = leaving.map((id) => parseVerifyingKey(id, "document-malformed"));
  return await deskOf(draftTheMove(file, { leaving: keys, threshold }, bench.primitives), bench);
};

const stewardReview: Work<OfFile, Review> = async ({ file }, bench) =>
  await review(file, bench.open.of("steward").vault, workingOf(bench));

const stewardSign: Work<OfFile, Desk> = async ({ file }, bench) =>
  await deskOf(await sign(file, bench.open.of("steward").vault, workingOf(bench)), bench);

const stewardGiveUp: Work<OfFile<{ readonly forget: boolean }>, Desk> = async ({ file, forget }, bench) =>
  await deskOf(giveUp(file, forget), bench);

const stewardAssemble: Work<OfFile, Desk> = async ({ file }, bench) =>
  await deskOf(assemble(file, workingOf(bench)), bench);

const stewardFreshen: Work<OfFile, Desk> = async ({ file }, bench) =>
  await deskOf(callCurrent(file, bench.open.of("steward").vault, workingOf(bench)).file, bench);

/** What the worker does for a steward. The ceremony file goes in and comes out; the vault stays in the worker. */
export const STEWARD_WORKS = {
  stewardNew,
  stewardTake,
  stewardOut,
  stewardFound,
  stewardDraft,
  stewardMove,
  stewardReview,
  stewardSign,
  stewardGiveUp,
  stewardAssemble,
  stewardFreshen,
};

function workingOf({ primitives }: Bench) {
  return { now: instantOf(Date.now()), primitives };
}

async function deskOf(file: CeremonyFile, bench: Bench, notes: readonly Note[] = []): Promise<Desk> {
  const { now, primitives } = workingOf(bench);
  const handle = file.owner?.card.handle ?? "";
  const own = { name: fileName(handle, "ceremony.tar"), bytes: await tarOf(file) };
  return {
    file,
    standing: standingOf(file, now, primitives),
    made: { own, forOperator: await forOperator(file, bench) },
    notes,
  };
}

async function forOperator(file: CeremonyFile, { primitives }: Bench): Promise<Made[]> {
  const { line } = file;
  if (!line) return [];
  const made = [{ name: "anchor.json", bytes: encodeAnchor(anchorOf(file, primitives)).slice() }];
  if (line.moves.length > 0) made.push({ name: "line.json", bytes: encodeLineFile(line).slice() });
  if (file.documents.size > 0) made.push({ name: "rosters.tar", bytes: await tarOf(publicPart(file)) });
  return made;
}

async function tarOf(file: CeremonyFile): Promise<Uint8Array<ArrayBuffer>> {
  return (await encodeCeremonyFile(file)).slice();
}

function requireOwn({ owner }: CeremonyFile, { open, primitives }: Bench): void {
  if (!owner) throw new CeremonyError("memory-missing");
  const key = primitives.ed25519PublicKey(open.of("steward").vault.signing);
  if (!equalBytes(owner.key, key)) throw new CeremonyError("memory-of-another");
}

/** What is refused of a file names it. @throws TroubleError */
async function named(file: string, take: () => unknown): Promise<void> {
  try {
    await take();
  } catch (error) {
    const told = toldOf(error);
    if (!told) throw error;
    const { trouble, ...about } = told;
    throw new TroubleError(trouble, { file, ...about });
  }
}
