import { collect } from "../../../crypto/bytes.ts";
import { DigestBuilder, type EnvelopeDigest } from "../../../crypto/digest.ts";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import { parseServedRoster } from "../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { sealEnvelope } from "../../../crypto/envelope.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { ENVELOPES_PATH } from "../../../protocol/addresses.ts";
import { serverErrorOf } from "../../http/answers.ts";
import { ServerError } from "../../http/errors.ts";
import { EMPTY_REPORT } from "../../report/report.ts";
import { encodeTip, TIP_FILE_NAME } from "../../report/tip.ts";
import type { HttpClient } from "../http/client.ts";
import { checkStored } from "../http/stored.ts";
import { nameOfTarget, type Target } from "../http/target.ts";
import { handInHeaders } from "./browser-headers.ts";
import { visit } from "./visit.ts";

/**
 * Goes the way that the source's page goes: asks for the page, then for the roster, seals to it, hands in. The tip
 * says inside that it is a probe. @returns the envelope's digest
 * @throws ServerError
 */
export async function sendProbe(
  client: HttpClient,
  target: Target,
  anchor: Anchor,
  now: Instant,
  primitives: Primitives,
): Promise<EnvelopeDigest> {
  const origin = `http://${nameOfTarget(target)}`;
  const roster = verified(await visit(client, origin), anchor, now, primitives);
  const envelope = await sealProbe(roster, primitives);
  return await handIn(client, origin, envelope);
}

function verified(bytes: Uint8Array, anchor: Anchor, now: Instant, primitives: Primitives): VerifiedRoster {
  try {
    return VerifiedRoster.verify(anchor, parseServedRoster(bytes), now, primitives);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new ServerError(
      "document-refused",
      `The server's roster is refused, and nothing was sent: ${error.message}`,
    );
  }
}

async function sealProbe(roster: VerifiedRoster, primitives: Primitives): Promise<Uint8Array> {
  const tip = encodeTip({
    instance: roster.anchor.instance,
    roster: roster.digest,
    language: "en",
    report: {
      ...EMPTY_REPORT,
      narrative: `Nightjar probe ${encodeHex(randomBytes(8))}. This is no report: somebody tests whether tips come out.`,
    },
    attachments: [],
    reply: null,
  });
  const file = { name: TIP_FILE_NAME, size: tip.length, content: [tip] };
  return await collect(sealEnvelope([file], roster, primitives));
}

async function handIn(client: HttpClient, origin: string, envelope: Uint8Array): Promise<EnvelopeDigest> {
  const builder = new DigestBuilder();
  builder.push(envelope);
  const digest = builder.finish();
  const headers = handInHeaders(origin, envelope.length);
  const answer = await client.ask({ method: "POST", path: ENVELOPES_PATH, headers, body: envelope });
  if (answer.status !== 201) throw await serverErrorOf(answer);
  await checkStored(answer, digest);
  return digest;
}
