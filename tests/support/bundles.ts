import { randomBytes } from "node:crypto";
import { encodeDocuments, parseDocuments } from "../../client/bundle/documents.ts";
import { type BundleList, inListOrder, type ListedEnvelope } from "../../client/bundle/list.ts";
import { packBundle } from "../../client/bundle/write-bundle.ts";
import { draftMove } from "../../client/ceremony/anchors.ts";
import { collect } from "../../crypto/bytes.ts";
import { parseDigest } from "../../crypto/digest.ts";
import { ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove } from "../../crypto/documents/anchor-move.ts";
import type { SigningSeed, VerifyingKey } from "../../crypto/ed25519.ts";
import type { EnvelopeId } from "../../protocol/addresses.ts";
import { type Day, dayOf } from "../../protocol/day.ts";
import { digestOf } from "./envelopes.ts";
import { keyOf, type TestInstance } from "./instance.ts";
import { sodium } from "./primitives.ts";
import { annexFor, signedBy } from "./roster-files.ts";

/** An envelope as a spool has it. */
export interface SpooledEnvelope extends ListedEnvelope {
  readonly bytes: Uint8Array;
}

export function spooled(bytes: Uint8Array, day = "2026-11-20"): SpooledEnvelope {
  return {
    id: randomBytes(16).toString("hex") as EnvelopeId,
    day: day as Day,
    size: bytes.length,
    digest: parseDigest(digestOf(bytes), "document-malformed"),
    bytes,
  };
}

/** What a server would answer to /v1/courier/documents. */
export async function documentsOf(
  instance: TestInstance,
  couriers: readonly VerifyingKey[],
): Promise<Uint8Array> {
  const { anchor, file } = instance;
  const annexes = [await annexFor(instance, file.roster, couriers)];
  return encodeDocuments({ anchor, rosters: [file], annexes });
}

/** The same once the instance has moved: one steward has left. */
export async function movedDocumentsOf(instance: TestInstance): Promise<Uint8Array> {
  const { anchor, cards, secrets } = instance;
  const staying = cards.stewards.slice(1).map(({ card }) => card);
  const move = draftMove(anchor, staying, 2);
  const signed = signedBy(ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove(move), secrets.stewards);
  const before = parseDocuments(await documentsOf(instance, []));
  return encodeDocuments({ ...before, anchor: move.to, moves: [signed] });
}

/** A whole bundle, as a courier makes one. */
export async function bundleOf(
  instance: TestInstance,
  envelopes: readonly SpooledEnvelope[],
  seed: SigningSeed,
  more: { left?: BundleList["left"]; documents?: Uint8Array; pool?: Uint8Array; made?: Day } = {},
): Promise<Uint8Array> {
  const bytes = new Map(envelopes.map((envelope) => [envelope.id, envelope.bytes]));
  const documents = more.documents ?? (await documentsOf(instance, [keyOf(seed)]));
  return await collect(
    packBundle(
      {
        instance: instance.anchor.instance,
        made: more.made ?? dayOf(Date.UTC(2026, 10, 21)),
        list: { envelopes: [...envelopes].sort(inListOrder), left: more.left ?? [] },
        documents,
        pool: more.pool,
        contentOf: ({ id }) => [bytes.get(id) ?? new Uint8Array(0)],
      },
      seed,
      sodium,
    ),
  );
}
