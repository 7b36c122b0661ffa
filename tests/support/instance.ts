import {
  createAnchor,
  createSecrets,
  type DemoSecrets,
  identityFile,
  signCurrency,
  signRoster,
} from "../../client/cli/demo/instance.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { type Instant, instantOf } from "../../crypto/documents/instant.ts";
import type { RosterFile } from "../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../crypto/random.ts";

/** A whole instance for tests: public documents, and the secrets behind them. */
export interface TestInstance {
  readonly anchor: Anchor;
  readonly file: RosterFile;
  readonly roster: VerifiedRoster;
  readonly secrets: DemoSecrets;
  /** One age identity file's text for each reviewer. */
  readonly identityFiles: readonly string[];
  /** The keys of couriers, whom an annex may put in force (`annexes.ts`). */
  readonly couriers: readonly SigningSeed[];
  readonly now: Instant;
}

export function testInstance(
  options: { reviewers?: number; now?: Instant; primitives?: Primitives; demo?: boolean } = {},
): TestInstance {
  const primitives = options.primitives ?? noble;
  const now = options.now ?? instantOf(Date.now());
  const secrets = createSecrets(3, options.reviewers ?? 2);
  const anchor = { ...createAnchor(secrets, "Test instance", primitives), demo: options.demo ?? true };
  const roster = signRoster(anchor, secrets, null, now, primitives);
  const currency = signCurrency(anchor, secrets, { sequence: 1, payload: roster.payload }, now, primitives);
  const file = { roster, currency };
  return {
    anchor,
    file,
    roster: VerifiedRoster.verify(anchor, file, now, primitives),
    secrets,
    identityFiles: secrets.reviewers.map(identityFile),
    couriers: Array.from({ length: 3 }, () => randomBytes(32) as Uint8Array as SigningSeed),
    now,
  };
}
