import type { Cards } from "../../client/ceremony/cards.ts";
import { type DraftedRoster, draftRosters } from "../../client/ceremony/draft.ts";
import { rosterPayloadName } from "../../client/ceremony/draft-names.ts";
import { freshen } from "../../client/ceremony/freshen.ts";
import { gatherKnown, type Known } from "../../client/ceremony/known.ts";
import {
  cardsOf,
  type Founded,
  foundInstance,
  ROSTER_LENGTH,
  signDraft,
} from "../../client/cli/demo/found.ts";
import type { Vault } from "../../client/vault/vault.ts";
import { encodeHybridIdentity, encodeX25519Identity } from "../../crypto/age/identities.ts";
import { equalBytes } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { type Instant, instantOf } from "../../crypto/documents/instant.ts";
import { periodsFrom } from "../../crypto/documents/period.ts";
import type { Letters } from "../../crypto/documents/roster.ts";
import type { RosterFile } from "../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import { encodeVerifyingKey, type SigningSeed, type VerifyingKey } from "../../crypto/ed25519.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../crypto/random.ts";
import { sodium } from "./primitives.ts";

export const NOTHING: Known = { rosters: [], annexes: [] };

export function newSeed(): SigningSeed {
  return randomBytes(32) as Uint8Array as SigningSeed;
}

export function keyOf(seed: SigningSeed): VerifyingKey {
  return sodium.ed25519PublicKey(seed) as VerifyingKey;
}

/** A whole instance for tests: public documents, and the secrets behind them. */
export interface TestInstance {
  readonly anchor: Anchor;
  readonly file: RosterFile;
  readonly roster: VerifiedRoster;
  readonly founded: Founded;
  readonly cards: Cards;
  readonly drafted: DraftedRoster;
  readonly secrets: ReturnType<typeof secretsOf>;
  /** One age identity file's text for each reviewer. */
  readonly identityFiles: readonly string[];
  /** The keys of couriers, whom an annex may put in force (`roster-files.ts`). */
  readonly couriers: readonly SigningSeed[];
  readonly now: Instant;
}

export interface TestOptions {
  /** How many, or their handles. */
  readonly reviewers?: number | readonly string[];
  readonly now?: Instant;
  readonly primitives?: Primitives;
  readonly demo?: boolean;
  /** How many reviewers must sign a letter's free text; 0, no letters, unless said. */
  readonly letters?: Letters;
}

/** Founded as the demo is, with one roster of 31 days in force from `now` on, called current then. */
export function testInstance(options: TestOptions = {}): TestInstance {
  const primitives = options.primitives ?? sodium;
  const now = options.now ?? instantOf(Date.now());
  const founded = found(options, now, primitives);
  const { anchor, stewards } = founded;
  const cards = cardsOf(founded, primitives);
  const { letters = 0 } = options;
  const asked = { anchor, cards, known: NOTHING, from: now, now, letters, count: 1, length: ROSTER_LENGTH };
  const [drafted] = draftRosters(asked);
  if (!drafted) throw new Error("one roster was drafted");
  const roster = signDraft({ anchor, stewards, primitives }, rosterPayloadName(1), drafted.payload);
  const document = { kind: "roster", roster, currency: null } as const;
  const { known } = gatherKnown([anchor], [{ name: "roster", document }], primitives);
  const times = { issued: now, now };
  const [steward] = stewards;
  const [current] = steward ? freshen([anchor], known, steward.signing, times, primitives) : [];
  if (!current) throw new Error("the roster is in force");
  const secrets = secretsOf(founded, drafted, primitives);
  return {
    ...{ anchor, founded, cards, drafted, secrets, now, file: current.file },
    roster: VerifiedRoster.verify(anchor, current.file, now, primitives),
    identityFiles: secrets.reviewers.map(
      ({ hybrid, classic }) =>
        `# A test\n${encodeHybridIdentity(hybrid)}\n${encodeX25519Identity(classic)}\n`,
    ),
    couriers: Array.from({ length: 3 }, newSeed),
  };
}

function found({ reviewers = 2, demo = true }: TestOptions, now: Instant, primitives: Primitives): Founded {
  const handles =
    typeof reviewers === "number"
      ? Array.from({ length: reviewers }, (_, i) => `Reviewer ${String(i + 1).padStart(2, "0")}`)
      : reviewers;
  const founded = foundInstance(
    {
      ...{ name: "Test instance", threshold: 2, currencyDays: 14, demo },
      ...{ stewards: ["Crane", "Heron", "Ibis"], reviewers: handles, couriers: [] },
      periods: periodsFrom(now, ROSTER_LENGTH, 1),
    },
    primitives,
  );
  const keyed = ({ signing }: Vault) => encodeVerifyingKey(keyOf(signing));
  const stewards = founded.stewards.toSorted((a, b) => (keyed(a) < keyed(b) ? -1 : 1));
  return { ...founded, stewards };
}

/** What lies in the vaults, by itself. Stewards in the order of their keys, as the anchor has them. */
function secretsOf({ stewards, reviewers }: Founded, { roster }: DraftedRoster, primitives: Primitives) {
  return {
    stewards: stewards.map(({ signing }) => signing),
    reviewers: reviewers.map(({ signing, periods }) => {
      const identities = periods[0]?.identities;
      if (!identities) throw new Error("a new vault has the identities of its period");
      const key = primitives.ed25519PublicKey(signing);
      const number = roster.reviewers.find((each) => equalBytes(each.signingKey, key))?.number ?? 0;
      return { number, signing, ...identities };
    }),
  };
}
