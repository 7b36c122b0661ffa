import { mkdir } from "node:fs/promises";
import type { Identity } from "../../../crypto/age/identities.ts";
import { open } from "../../../crypto/age/open.ts";
import { utf8 } from "../../../crypto/bytes.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import type { Day } from "../../../protocol/day.ts";
import { lookAhead } from "../../opening/beginnings.ts";
import type { Encoding } from "../../opening/encodings.ts";
import type { Expected } from "../../opening/marks.ts";
import { stanzasOf } from "../../opening/open-tip.ts";
import type { StanzaCount } from "../../opening/opened-tip.ts";
import { claimsToBeTip, HEADER_BLOCK } from "../../opening/plaintext-kind.ts";
import type { Replies } from "../../opening/replies.ts";
import { type Attempt, attempt } from "./attempt.ts";
import type { SealedEnvelope } from "./inputs.ts";
import { type KeptWhole, keepWhole } from "./keep-whole.ts";
import { type Notice, noticesOf } from "./notices.ts";
import { tipText } from "./tip-text.ts";
import { type UnpackedTip, unpackTip } from "./unpack-tip.ts";
import { writeNewFile } from "./write-file.ts";

export const TIP_TEXT_NAME = "tip.txt";

/** What every envelope of a run is unpacked with. */
export interface Unpacking {
  readonly identities: readonly Identity[];
  readonly primitives: Primitives;
  /** Keep contents as one file even where they are a tip. */
  readonly whole: boolean;
  /** How texts that were sealed by hand are read, whatever they look like. */
  readonly encoding?: Encoding | undefined;
}

/** What every envelope of a run is opened with. */
export interface Opening extends Unpacking {
  readonly expected: Expected;
  /** Says why none of the identities may open an envelope, where more is known than that. */
  readonly noMatch?: ((day: Day | undefined) => string) | undefined;
  /** Addresses of the tips that were opened before in this run, by their envelopes' names. */
  readonly replies?: Replies<string> | undefined;
}

/** What an envelope held, as it lies in its folder. */
export interface UnpackedEnvelope {
  readonly contents: UnpackedTip | KeptWhole;
  readonly stanzas: StanzaCount;
}

export interface OpenedEnvelope {
  readonly contents: UnpackedTip | KeptWhole;
  readonly notices: readonly Notice[];
}

/** An envelope that is there as a whole, and the folder that is to be made for what it holds. */
export interface SmallEnvelope {
  readonly bytes: Uint8Array;
  readonly folder: string;
}

export type Unpacked = Attempt<UnpackedEnvelope>;

/** Unpacks an envelope into a folder that isn't there yet. Never rejects. */
export function unpackNew(
  folder: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  unpacking: Unpacking,
): Promise<Unpacked> {
  return attempt(async () => {
    await mkdir(folder, { mode: 0o700 });
    return await unpackEnvelope(folder, bytes, unpacking);
  });
}

/**
 * Opens one envelope into an empty folder: tip.json and attachments/, for which nothing has to be known of others. Nothing
 * in the folder may be relied on before this has returned, and it is to be removed if this throws.
 * @throws CryptoError; CliError for the file itself; errors of the system for the folder
 */
export async function unpackEnvelope(
  folder: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { identities, primitives, whole, encoding }: Unpacking,
): Promise<UnpackedEnvelope> {
  const { header, plaintext } = await open(bytes, identities, primitives);
  const { beginning, whole: stream } = await lookAhead(plaintext, HEADER_BLOCK);
  const unpack = claimsToBeTip(beginning) && !whole;
  const contents = unpack
    ? await unpackTip(folder, stream, primitives)
    : await keepWhole(folder, stream, { whole, encoding });
  return { contents, stanzas: stanzasOf(header) };
}

/**
 * What is to be noticed of one envelope after the other, also in tip.txt.
 * @param name the envelope's, for tip.txt
 * @throws errors of the system for the folder
 */
export async function describeEnvelope(
  folder: string,
  name: string,
  day: SealedEnvelope["day"],
  { contents, stanzas }: UnpackedEnvelope,
  { expected, replies }: Pick<Opening, "expected" | "replies">,
): Promise<OpenedEnvelope> {
  if (contents.kind === "tip" && !("unreadable" in contents.tip))
    replies?.note(name, day ?? null, { kind: "report", tip: contents.tip, proof: contents.proof });
  const notices = noticesOf(contents, stanzas, expected, day, replies?.amongOf(name));
  await writeNewFile(folder, TIP_TEXT_NAME, [utf8(tipText(name, contents, notices))]);
  return { contents, notices };
}
