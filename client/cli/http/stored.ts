import { equalBytes } from "../../../crypto/bytes.ts";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { record } from "../../../crypto/documents/canonical.ts";
import { hex } from "../../../crypto/documents/fields.ts";
import { answerRefused, readJson } from "../../http/answers.ts";
import type { Answer } from "../../http/question.ts";

/** That a 201 names the very bytes that were handed in (SPEC.md, "Handing in"). @throws ServerError answer-refused, network */
export async function checkStored(answer: Answer, digest: EnvelopeDigest): Promise<void> {
  const stored = await readJson(
    answer,
    record(() => ({ digest: hex(32) })),
  );
  if (!equalBytes(stored.digest, digest)) throw answerRefused("it stored other bytes than were sent");
}
