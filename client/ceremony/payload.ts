import { startsWith, utf8 } from "../../crypto/bytes.ts";
import { type Anchor, encodeInstanceId } from "../../crypto/documents/anchor.ts";
import {
  ANCHOR_MOVE_PAYLOAD_TYPE,
  type AnchorMove,
  anchorDigest,
  parseAnchorMove,
} from "../../crypto/documents/anchor-move.ts";
import { ANNEX_PAYLOAD_TYPE, type Annex, parseAnnex } from "../../crypto/documents/annex.ts";
import { parseRoster, ROSTER_PAYLOAD_TYPE, type Roster } from "../../crypto/documents/roster.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { annexPayloadName, MOVE_PAYLOAD_NAME, rosterPayloadName } from "./draft-names.ts";
import { CeremonyError } from "./errors.ts";

/** An unsigned document as it lies in a draft's folder. */
export type Payload = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly payloadType: string;
} & Said;

type Said =
  | { readonly kind: "roster"; readonly roster: Roster }
  | { readonly kind: "annex"; readonly annex: Annex }
  | { readonly kind: "move"; readonly move: AnchorMove };

/**
 * A payload by its type; its name is the one that goes with what it says.
 * @throws CryptoError as the documents' parsers; CeremonyError draft-malformed
 */
export function parsePayload(name: string, bytes: Uint8Array): Payload {
  const payload = { name, bytes, ...byType(bytes) };
  if (payload.name !== nameOf(payload)) throw new CeremonyError("draft-malformed", name);
  return payload;
}

/** That a payload belongs to this anchor. @throws CeremonyError draft-alarm */
export function checkForAnchor(anchor: Anchor, payload: Payload): void {
  if (claimOf(payload) !== claimFor(anchor, payload.kind)) {
    throw new CeremonyError("draft-alarm", payload.name);
  }
}

const ROSTER_START = utf8('{"type":"nightjar-roster/v');
const ANNEX_START = utf8('{"type":"nightjar-annex/v1",');

function byType(bytes: Uint8Array) {
  if (startsWith(bytes, ROSTER_START))
    return { kind: "roster", payloadType: ROSTER_PAYLOAD_TYPE, roster: parseRoster(bytes) } as const;
  if (startsWith(bytes, ANNEX_START))
    return { kind: "annex", payloadType: ANNEX_PAYLOAD_TYPE, annex: parseAnnex(bytes) } as const;
  return { kind: "move", payloadType: ANCHOR_MOVE_PAYLOAD_TYPE, move: parseAnchorMove(bytes) } as const;
}

function nameOf(said: Said): string {
  if (said.kind === "roster") return rosterPayloadName(said.roster.sequence);
  return said.kind === "annex" ? annexPayloadName(said.annex.sequence) : MOVE_PAYLOAD_NAME;
}

function claimOf(said: Said): string {
  if (said.kind === "roster") return encodeInstanceId(said.roster.instance);
  if (said.kind === "annex") return encodeInstanceId(said.annex.instance);
  return `${encodeHex(said.move.from)} ${encodeInstanceId(said.move.to.instance)} ${said.move.to.demo}`;
}

function claimFor(anchor: Anchor, kind: Said["kind"]): string {
  const instance = encodeInstanceId(anchor.instance);
  return kind === "move" ? `${encodeHex(anchorDigest(anchor))} ${instance} ${anchor.demo}` : instance;
}
