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
import { bytesOf, type Context, type Method, toldOf } from "../method.ts";
import { PageError } from "../page-error.ts";
import { fileName, type Made, sealedAs } from "../vault/methods.ts";
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
export interface CeremonyState {
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

const stewardNew: Method<
  { readonly handle: string; readonly passphrase: string },
  { readonly vault: Made; readonly ceremony: CeremonyState }
> = async ({ handle, passphrase }, context) => {
  const vault = newStewardVault(checkedName(handle));
  const made = await sealedAs(vault, passphrase, context);
  context.open.close();
  context.open.take(vault, passphrase);
  return { vault: made, ceremony: await stateOf(begin(EMPTY_FILE, vault, context.primitives), context) };
};

/**
 * Files that were chosen, documents before cards; the first that is refused stops it, and nothing is taken. Opened as
 * one's own, a ceremony file has to be that of the vault that is open. Opened as all there is, what was chosen is the
 * whole memory of a key that has no ceremony file yet.
 */
const stewardTake: Method<
  OfFile<{ readonly chosen: readonly File[]; readonly as: Bringing }>,
  CeremonyState
> = async ({ file, chosen, as }, context) => {
  const working = workingOf(context);
  const notes: Note[] = [];
  const leftOut: Card[] = [];
  const cards: [name: string, card: Card][] = [];
  let all = file;
  for (const each of chosen) {
    await named(each.name, async () => {
      const opened = await parseOpened(await bytesOf(each, MOST_FILE_BYTES), all.line, context.primitives);
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
  if (as === "own") requireOwn(all, context);
  if (as === "all") all = begin(all, context.open.of("steward").vault, context.primitives);
  return await stateOf(all, context, [...notes, ...leftOutNotes(leftOut, all)]);
};

const stewardOut: Method<OfFile<{ readonly id: string }>, CeremonyState> = async ({ file, id }, context) =>
  await stateOf(takeOut(file, parseVerifyingKey(id, "document-malformed")), context);

const stewardFound: Method<
  OfFile<{ readonly name: string; readonly threshold: number }>,
  CeremonyState
> = async ({ file, name, threshold }, context) =>
  await stateOf(found(file, { name: checkedName(name), threshold, currencyDays: 14, demo: false }), context);

/** What is asked of a draft. */
export interface DraftAsked {
  /** From today on; undefined goes on where the signed rosters end. */
  readonly weeks: number | undefined;
  readonly months: number;
  /** Undefined goes on as before. */
  readonly letters: Letters | undefined;
}

const stewardDraft: Method<OfFile<DraftAsked>, CeremonyState> = async (
  { file, weeks, months, letters },
  context,
) => {
  const working = workingOf(context);
  const from =
    weeks === undefined ? undefined : addSeconds(startOfDay(working.now), weeks * 7 * SECONDS_PER_DAY);
  return await stateOf(await draft(file, { from, months, letters }, working), context);
};

const stewardMove: Method<
  OfFile<{ readonly leaving: readonly string[]; readonly threshold: number }>,
  CeremonyState
> = async ({ file, leaving, threshold }, context) => {
  const keys = leaving.map((id) => parseVerifyingKey(id, "document-malformed"));
  return await stateOf(draftTheMove(file, { leaving: keys, threshold }, context.primitives), context);
};

const stewardReview: Method<OfFile, Review> = async ({ file }, context) =>
  await review(file, context.open.of("steward").vault, workingOf(context));

const stewardSign: Method<OfFile, CeremonyState> = async ({ file }, context) =>
  await stateOf(await sign(file, context.open.of("steward").vault, workingOf(context)), context);

const stewardGiveUp: Method<OfFile<{ readonly forget: boolean }>, CeremonyState> = async (
  { file, forget },
  context,
) => await stateOf(giveUp(file, forget), context);

const stewardAssemble: Method<OfFile, CeremonyState> = async ({ file }, context) =>
  await stateOf(assemble(file, workingOf(context)), context);

const stewardFreshen: Method<OfFile, CeremonyState> = async ({ file }, context) =>
  await stateOf(callCurrent(file, context.open.of("steward").vault, workingOf(context)).file, context);

/** What the worker does for a steward. The ceremony file goes in and comes out; the vault stays in the worker. */
export const STEWARD_METHODS = {
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

function workingOf({ primitives }: Context) {
  return { now: instantOf(Date.now()), primitives };
}

async function stateOf(
  file: CeremonyFile,
  context: Context,
  notes: readonly Note[] = [],
): Promise<CeremonyState> {
  const { now, primitives } = workingOf(context);
  const handle = file.owner?.card.handle ?? "";
  const own = { name: fileName(handle, "ceremony.tar"), bytes: await tarOf(file) };
  return {
    file,
    standing: standingOf(file, now, primitives),
    made: { own, forOperator: await forOperator(file, context) },
    notes,
  };
}

async function forOperator(file: CeremonyFile, { primitives }: Context): Promise<Made[]> {
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

function requireOwn({ owner }: CeremonyFile, { open, primitives }: Context): void {
  if (!owner) throw new CeremonyError("memory-missing");
  const key = primitives.ed25519PublicKey(open.of("steward").vault.signing);
  if (!equalBytes(owner.key, key)) throw new CeremonyError("memory-of-another");
}

/** What is refused of a file names it. @throws PageError */
async function named(file: string, take: () => unknown): Promise<void> {
  try {
    await take();
  } catch (error) {
    const told = toldOf(error);
    if (!told) throw error;
    const { code, ...about } = told;
    throw new PageError(code, { file, ...about });
  }
}
