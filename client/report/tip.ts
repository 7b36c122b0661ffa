import { parseUtf8, utf8 } from "../../crypto/bytes.ts";
import { encodeInstanceId, instanceId } from "../../crypto/documents/anchor.ts";
import {
  type Field,
  malformed,
  type Of,
  objectOf,
  optional,
  orNull,
  record,
} from "../../crypto/documents/canonical.ts";
import { hex, text } from "../../crypto/documents/fields.ts";
import type { RosterDigest } from "../../crypto/documents/roster.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { type Attachment, attachmentsIn, fitTogether } from "./attachment.ts";
import { ReportError } from "./errors.ts";
import type { Known } from "./fields.ts";
import { type Reply, reply } from "./reply.ts";
import { type Report, reportIn } from "./report.ts";
import { MAX_TIP_LENGTH, writeTip } from "./tip-json.ts";
import { isCode, isFirstCode } from "./vocabulary/codes.ts";

const tipIn = (known: Known) =>
  record(
    () => ({
      instance: instanceId,
      /** The roster that the page sealed to: a reviewer notices a tip replayed under another. */
      roster: hex<RosterDigest>(32),
      /** The language of the page, as a BCP 47 tag: `en`, `zh-Hans`, `zh-Hant`. */
      language: text,
      report: reportIn(known),
      /** In the order of the tar. */
      attachments: attachmentsIn(known),
      /** Where an answer may go, if anywhere. Undefined in a tip of the first version, which can't say. */
      reply: optional(orNull(reply)) as Field<Reply | null | undefined>,
    }),
    ({ attachments }) => {
      if (!fitTogether(attachments)) throw malformed("attachments");
    },
  );

/** The first file of a tip's tar, as SPEC.md ("tip.json") has it. */
export interface Tip extends Of<ReturnType<typeof tipIn>> {}

export const TIP_FILE_NAME = "tip.json";

export type { Attachment, Report };
export { MAX_TIP_LENGTH };

/**
 * UTF-8 JSON, canonical and settled (`settleReport`). What it returns, `parseTip` accepts: nothing is sealed that
 * a reviewer's side would refuse. @throws ReportError tip-too-large; tip-malformed, if attachments don't fit together
 */
export function encodeTip(tip: Tip): Uint8Array {
  const bytes = utf8(written(tip));
  parseTip(bytes);
  return bytes;
}

/** Accepts exactly what `encodeTip` makes. @throws ReportError tip-malformed, tip-too-large */
export function parseTip(bytes: Uint8Array): Tip {
  if (bytes.length > MAX_TIP_LENGTH) throw new ReportError("tip-too-large", `${bytes.length} bytes`);
  try {
    const json = parseUtf8(bytes, "document-malformed");
    const tip = readTip(JSON.parse(json));
    if (written(tip) !== json) throw malformed("not canonical");
    return tip;
  } catch (error) {
    const why =
      error instanceof CryptoError ? error.detail : error instanceof Error ? error.message : undefined;
    throw new ReportError("tip-malformed", why);
  }
}

function written(tip: Tip): string {
  return writeTip({ ...tip, instance: encodeInstanceId(tip.instance), roster: encodeHex(tip.roster) });
}

const firstTip = /* @__PURE__ */ tipIn(isFirstCode);
const laterTip = /* @__PURE__ */ tipIn(isCode);

/** Of which version it is, its keys say; whether it says so itself, the caller finds by writing it again. */
function readTip(value: unknown): Tip {
  const isFirst = objectOf(value, "tip").reply === undefined;
  return (isFirst ? firstTip : laterTip).read(value, "tip");
}
