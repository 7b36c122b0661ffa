import { addSeconds, type Instant, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import { periodsFrom } from "../../../crypto/documents/period.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { freshen } from "../../ceremony/freshen.ts";
import type { PublicDocument } from "../../ceremony/public-document.ts";
import { destroyable, withoutPeriods } from "../../vault/destruction.ts";
import { withMorePeriods } from "../../vault/enrol.ts";
import { type DemoFolder, knownIn, PERIODS, publishIn } from "./folder.ts";
import { ROSTER_LENGTH, ROSTERS, signQuarter } from "./found.ts";
import {
  ownFile,
  type Place,
  REVIEWERS,
  readCardsIn,
  readVaultOf,
  reviewerFile,
  STEWARDS,
  stewardFile,
  writePerson,
} from "./people-files.ts";

/** The next rosters are signed when those that are signed reach less far than this. */
const SOON = 31 * SECONDS_PER_DAY;

/**
 * Publishes a fresh currency statement, and before it the next quarter's rosters if those signed so far are over,
 * or nearly; what lies there afterwards verifies now. Only the vaults that sign are opened.
 * @throws CliError data-refused
 */
export async function renewDocuments(place: Place, folder: DemoFolder): Promise<VerifiedRoster> {
  const { data, now, primitives } = place;
  const { anchor, known } = folder;
  return await ownFile(data, async () => {
    const end = known.rosters.at(-1)?.roster.notAfter ?? now;
    const isOver = end <= addSeconds(now, SOON);
    if (isOver) await signNext(place, folder, end < now ? now : end);
    const current = isOver ? await knownIn(place, anchor) : known;
    const steward = await readVaultOf(place, stewardFile(STEWARDS[0] ?? ""));
    const statements = freshen([anchor], current, steward.signing, { issued: now, now }, primitives);
    const fresh = statements.map(({ file }): PublicDocument => ({ kind: "roster", ...file }));
    await publishIn(place, anchor, fresh);
    const [first] = statements;
    if (!first) throw new RangeError("a statement is of one roster at least");
    return VerifiedRoster.verify(anchor, first.file, now, primitives);
  });
}

async function signNext(place: Place, folder: DemoFolder, from: Instant): Promise<void> {
  const { anchor, known } = folder;
  const { now, primitives } = place;
  const until = folder.cards.reviewers.map(({ card }) => card.periods.at(-1)?.notAfter ?? now);
  const needed = addSeconds(from, ROSTERS * SOON);
  if (until.some((end) => end < needed)) await renewVaults(place, from);
  const stewards = [];
  for (const handle of STEWARDS.slice(0, anchor.threshold))
    stewards.push(await readVaultOf(place, stewardFile(handle)));
  const cards = await readCardsIn(place);
  await publishIn(
    place,
    anchor,
    await signQuarter({ anchor, cards, known, from, now, letters: undefined, stewards, primitives }),
  );
}

/** Each reviewer's vault with more periods, and without the identities of what has been over for long. */
async function renewVaults(place: Place, now: Instant): Promise<void> {
  for (const handle of REVIEWERS) {
    const vault = await readVaultOf(place, reviewerFile(handle));
    const kept = withoutPeriods(vault, destroyable(vault, now));
    const end = kept.periods.at(-1)?.notAfter ?? now;
    const more = periodsFrom(end < now ? now : end, ROSTER_LENGTH, PERIODS);
    await writePerson(place, withMorePeriods(kept, more));
  }
}
