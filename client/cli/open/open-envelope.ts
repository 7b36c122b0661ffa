import type { Identity } from "../../../crypto/age/identities.ts";
import { open } from "../../../crypto/age/open.ts";
import { utf8 } from "../../../crypto/bytes.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import type { Day } from "../../../protocol/day.ts";
import { lookAhead } from "../../opening/beginnings.ts";
import type { Encoding } from "../../opening/encodings.ts";
import type { Expected } from "../../opening/marks.ts";
import { stanzasOf } from "../../opening/open-tip.ts";
import { claimsToBeTip, HEADER_BLOCK } from "../../opening/plaintext-kind.ts";
import type { Replies } from "../../opening/replies.ts";
import { ReportError } from "../../report/errors.ts";
import type { SealedEnvelope } from "./inputs.ts";
import { type KeptWhole, keepWhole } from "./keep-whole.ts";
import { type Notice, noticesOf } from "./notices.ts";
import { tipText } from "./tip-text.ts";
import { type UnpackedTip, unpackTip } from "./unpack-tip.ts";
import { writeNewFile } from "./write-file.ts";

export const TIP_TEXT_NAME = "tip.txt";

/** What every envelope of a run is opened with. */
export interface Opening {
  readonly identities: readonly Identity[];
  readonly expected: Expected;
  /** Says why none of the identities may open an envelope, where more is known than that. */
  readonly noMatch?: (day: Day | undefined) => string;
  readonly primitives: Primitives;
  /** Keep contents as one file even where they are a tip. */
  readonly whole: boolean;
  /** How texts that were sealed by hand are read, whatever they look like. */
  readonly encoding?: Encoding | undefined;
  /** Addresses of the tips that were opened before in this run, by their envelopes' names. */
  readonly replies?: Replies<string> | undefined;
}

export interface OpenedEnvelope {
  readonly contents: UnpackedTip | KeptWhole;
  readonly notices: readonly Notice[];
}

/**
 * Opens one envelope into an empty folder: tip.json, attachments/, tip.txt. Nothing in the folder may be relied
 * on before this has returned, and it is to be removed if this throws.
 * @param name the envelope's, for tip.txt
 * @throws CryptoError; CliError for the file itself; errors of the system for the folder
 */
export async function openEnvelope(
  folder: string,
  name: string,
  envelope: Pick<SealedEnvelope, "bytes" | "day">,
  { identities, expected, primitives, whole, encoding, replies }: Opening,
): Promise<OpenedEnvelope> {
  const { header, plaintext } = await open(envelope.bytes, identities, primitives);
  const { beginning, whole: stream } = await lookAhead(plaintext, HEADER_BLOCK);
  const unpack = claimsToBeTip(beginning) && !whole;
  const contents = unpack
    ? await unpackTip(folder, stream, primitives)
    : await keepWhole(folder, stream, { whole, encoding });
  if (contents.kind === "tip" && !(contents.tip instanceof ReportError))
    replies?.note(name, envelope.day ?? null, { kind: "report", tip: contents.tip, proof: contents.proof });
  const notices = noticesOf(contents, stanzasOf(header), expected, envelope.day, replies?.amongOf(name));
  await writeNewFile(folder, TIP_TEXT_NAME, [utf8(tipText(name, contents, notices))]);
  return { contents, notices };
}
