import type { AnchorLine } from "../../crypto/documents/anchor-line.ts";
import type { Instant } from "../../crypto/documents/instant.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { auditChain, isWrong, withoutRollbacks } from "./audit.ts";
import { CeremonyError } from "./errors.ts";
import { gatherKnown, type Known, type KnownCurrency, type Named, withoutAhead } from "./known.ts";
import type { PublicDocument } from "./public-document.ts";

/**
 * What a steward builds on: everything verifies, and is one chain. Gaps in time are no reason to refuse, and statements
 * that are dated ahead, or roll back, are set aside. @throws CeremonyError known-refused, known-broken
 */
export function soundKnown(
  line: AnchorLine,
  documents: readonly Named<PublicDocument>[],
  now: Instant,
  signatures: Signatures,
): {
  readonly known: Known;
  readonly ahead: readonly KnownCurrency[];
  readonly rollbacks: readonly KnownCurrency[];
} {
  const gathered = gatherKnown(line, documents, signatures);
  const [first] = gathered.refused;
  if (first) throw new CeremonyError("known-refused", `${first.name}: ${first.error.code}`);
  const { known: dated, ahead } = withoutAhead(gathered.known, now);
  const { known, rollbacks } = withoutRollbacks(dated);
  const wrong = auditChain(known).find((finding) => isWrong(finding) && finding.kind !== "gap");
  if (wrong) throw new CeremonyError("known-broken", `${wrong.kind} ${wrong.sequence}`);
  return { known, ahead, rollbacks };
}
