import { equalBytes } from "../../../crypto/bytes.ts";
import { type EnvelopeDigest, encodeDigest, parseDigest } from "../../../crypto/digest.ts";
import { encodeJson } from "../../../crypto/documents/canonical.ts";
import { answerRefused, readJson } from "../../http/answers.ts";
import type { Answer } from "../../http/question.ts";

/** That a 201 names the very bytes that were handed in (SPEC.md, "Handing in"). @throws ServerError answer-refused, network */
export async function checkStored(answer: Answer, digest: EnvelopeDigest): Promise<void> {
  const stored = await readJson(
    answer,
    (fields) => parseDigest(fields.digest, "document-malformed"),
    (value) => encodeJson({ digest: encodeDigest(value) }),
  );
  if (!equalBytes(stored, digest)) throw answerRefused("it stored other bytes than were sent");
}
