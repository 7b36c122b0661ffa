import { join } from "node:path";
import { addSeconds, type Instant, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import { periodsFrom } from "../../../crypto/documents/period.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { freshen } from "../../ceremony/freshen.ts";
import type { PublicDocument } from "../../ceremony/public-document.ts";
import { DEFAULT_GRACE_DAYS, destroyable, withoutPeriods } from "../../vault/destruction.ts";
import { withMorePeriods } from "../../vault/enrol.ts";
import { publish } from "../ceremony/publish.ts";
import { type DemoFolder, knownIn, named, PERIODS } from "./folder.ts";
import { ROSTER_LENGTH, ROSTERS, signQuarter } from "./found.ts";
import {
  ownFile,
  REVIEWERS,
  readCards,
  readVaultOf,
  reviewerFile,
  STEWARDS,
  stewardFile,
  writeReviewer,
} from "./people-files.ts";

/** The next rosters are signed when those that are signed reach less far than this. */
const SOON = 31 * SECONDS_PER_DAY;

/**
 * Publishes a fresh currency statement, and before it the next quarter's rosters if those signed so far are over,
 * or nearly; what lies there afterwards verifies now. Only the vaults that sign are opened.
 * @throws CliError data-refused
 */
export async function renewDocuments(
  data: string,
  folder: DemoFolder,
  now: Instant,
  primitives: Primitives,
  work?: number,
): Promise<VerifiedRoster> {
  const { anchor, known } = folder;
  return await ownFile(data, async () => {
    const end = known.rosters.at(-1)?.roster.notAfter ?? now;
    const isOver = end <= addSeconds(now, SOON);
    if (isOver) await signNext(data, folder, end < now ? now : end, now, primitives, work);
    const current = isOver ? await knownIn(data, anchor, primitives) : known;
    const steward = await readVaultOf(data, stewardFile(STEWARDS[0] ?? ""), primitives);
    const statements = freshen([anchor], current, steward.signing, { issued: now, now }, primitives);
    const fresh = statements.map(({ file }): PublicDocument => ({ kind: "roster", ...file }));
    await publish(join(data, "public"), [anchor], named(fresh), now, primitives);
    const [first] = statements;
    if (!first) throw new RangeError("a statement is of one roster at least");
    return VerifiedRoster.verify(anchor, first.file, now, primitives);
  });
}

async function signNext(
  data: string,
  { anchor, cards, known }: DemoFolder,
  from: Instant,
  now: Instant,
  primitives: Primitives,
  work: number | undefined,
): Promise<void> {
  const until = cards.reviewers.map(({ card }) => card.periods.at(-1)?.notAfter ?? now);
  const needed = addSeconds(from, ROSTERS * SOON);
  if (until.some((end) => end < needed)) await renewVaults(data, from, primitives, work);
  const stewards = [];
  for (const handle of STEWARDS.slice(0, anchor.threshold))
    stewards.push(await readVaultOf(data, stewardFile(handle), primitives));
  const quarter = { anchor, cards: await readCards(data, primitives), known, from, now };
  const documents = await signQuarter(quarter, stewards, primitives);
  await publish(join(data, "public"), [anchor], named(documents), now, primitives);
}

/** Each reviewer's vault with more periods, and without the identities of what has been over for long. */
async function renewVaults(data: string, now: Instant, primitives: Primitives, work: number | undefined) {
  for (const handle of REVIEWERS) {
    const vault = await readVaultOf(data, reviewerFile(handle), primitives);
    const kept = withoutPeriods(vault, destroyable(vault, now, DEFAULT_GRACE_DAYS));
    const end = kept.periods.at(-1)?.notAfter ?? now;
    const more = periodsFrom(end < now ? now : end, ROSTER_LENGTH, PERIODS);
    await writeReviewer(data, withMorePeriods(kept, more), primitives, work);
  }
}
