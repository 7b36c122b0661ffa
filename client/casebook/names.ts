import { sha256 } from "@noble/hashes/sha2.js";
import { type Branded, concat, utf8 } from "../../crypto/bytes.ts";
import type { EnvelopeDigest } from "../../crypto/digest.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { randomBytes } from "../../crypto/random.ts";
import type { Slot } from "../../protocol/letters.ts";

/** 64 hex digits: the SHA-256 of an act's payload. */
export type ActDigest = Branded<string, "ActDigest">;

/** 64 hex digits: the SHA-256 of a line of acts.jsonl, without its end. */
export type LineHash = Branded<string, "LineHash">;

/** 64 hex digits: what a tip is called in casebooks. Never exported. */
export type TipId = Branded<string, "TipId">;

/** 32 random hex digits: what a station or an incident is called in casebooks. Never exported. */
export type EntityId = Branded<string, "EntityId">;

/** 64 hex digits: a reviewer's Ed25519 signing key. */
export type ReviewerKey = Branded<string, "ReviewerKey">;

/** 64 random hex digits: from which the case numbers of one recipient are made. Never exported. */
export type RecipientKey = Branded<string, "RecipientKey">;

/** 32 random hex digits: one place where a reviewer works, with a chain of acts of its own. */
export type DeviceId = Branded<string, "DeviceId">;

/** 64 hex digits: the SHA-256 of a letter's payload, whoever signed it. */
export type LetterDigest = Branded<string, "LetterDigest">;

/** 64 hex digits: the SHA-256 of all of a slot, so that what a pool shows under this name is that slot, unchanged. */
export type SlotName = Branded<string, "SlotName">;

/** 64 hex digits: the SHA-256 of an attachment's bytes. */
export type AttachmentHash = Branded<string, "AttachmentHash">;

const TIP_LABEL = "nightjar tip in a casebook v1\n";

/** All reviewers who open the same envelope call the tip in it by the same name (SPEC.md, "Casebook"). */
export function tipIdOf(digest: EnvelopeDigest): TipId {
  return encodeHex(sha256(concat(utf8(TIP_LABEL), digest))) as TipId;
}

export function slotNameOf({ bytes }: Pick<Slot, "bytes">): SlotName {
  return encodeHex(sha256(bytes)) as SlotName;
}

export function newEntityId(): EntityId {
  return encodeHex(randomBytes(16)) as EntityId;
}

export function newRecipientKey(): RecipientKey {
  return encodeHex(randomBytes(32)) as RecipientKey;
}

export function newDeviceId(): DeviceId {
  return encodeHex(randomBytes(16)) as DeviceId;
}

/** Whether a name is a station's or an incident's, or a tip's. */
export function isEntityId(name: TipId | EntityId): name is EntityId {
  return name.length === 32;
}
