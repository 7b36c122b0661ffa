import type { Branded } from "../crypto/bytes.ts";
import type { Field } from "../crypto/documents/canonical.ts";
import { matching } from "../crypto/documents/fields.ts";
import { asDay, type Day } from "./day.ts";

// The addresses of the HTTP interface (SPEC.md, "HTTP"). Each that names something has a writer and a
// reader, which takes the whole of a request's target (an envelope's: its body) in the writer's one form, and nothing
// else: nothing is decoded or normalised, so that no two targets are one place.

export const ANCHOR_PATH = "/v1/anchor";
export const ROSTER_PATH = "/v1/roster";
export const ENVELOPES_PATH = "/v1/envelopes";
export const CHALLENGE_PATH = "/v1/courier/challenge";
export const SESSION_PATH = "/v1/courier/session";
export const DOCUMENTS_PATH = "/v1/courier/documents";
export const DAYS_PATH = "/v1/courier/days";
export const ENVELOPE_PATH = "/v1/courier/envelope";
export const EXPIRED_PATH = "/v1/courier/expired";
export const RECEIPTS_PATH = "/v1/courier/receipts";
/** Where a person sees in a browser that the onion let them in. */
export const DOOR_PATH = "/";

/** The way without scripts. Behind a "?" it is the same page, which a browser then loads instead of scrolling. */
export const NO_SCRIPT_PATH = "/no-script";
export const NO_SCRIPT_ANEW_PATH = `${NO_SCRIPT_PATH}?`;
/** Its lists of recipients: for an age that knows hybrid ones, and for others. */
export const HYBRID_LIST_PATH = `${NO_SCRIPT_PATH}/recipients.txt`;
export const CLASSIC_LIST_PATH = `${NO_SCRIPT_PATH}/recipients-classic.txt`;

/** A random name that a client gives an upload: 32 lower-case hex digits. */
export type UploadName = Branded<string, "UploadName">;

/** The spool's random name for an envelope: 32 lower-case hex digits. Tells of nothing. */
export type EnvelopeId = Branded<string, "EnvelopeId">;

export const envelopeId = /* @__PURE__ */ matching(/^[0-9a-f]{32}$/) as Field<EnvelopeId>;

/** Part `number` of an upload, counted from 0. */
export function partPath(upload: string, number: number): string {
  return `/v1/uploads/${upload}/parts/${number}`;
}

export function parsePartPath(
  target: string,
): { readonly upload: UploadName; readonly number: number } | undefined {
  const [, upload, number] = /^\/v1\/uploads\/([0-9a-f]{32})\/parts\/(0|[1-9][0-9]{0,5})$/.exec(target) ?? [];
  return upload === undefined ? undefined : { upload: upload as UploadName, number: Number(number) };
}

/** Where an upload is made one envelope. */
export function commitPath(upload: string): string {
  return `/v1/uploads/${upload}/commit`;
}

export function parseCommitPath(target: string): UploadName | undefined {
  return /^\/v1\/uploads\/([0-9a-f]{32})\/commit$/.exec(target)?.[1] as UploadName | undefined;
}

/** A page of a day's envelopes. */
export interface DayPage {
  readonly day: Day;
  /** Whether of all that is there, whoever has acknowledged it; else of what this courier has not. */
  readonly again: boolean;
  /** The id behind which the page begins, if it isn't the first. */
  readonly after: EnvelopeId | undefined;
}

export function dayPath({ day, again, after }: DayPage): string {
  return `${DAYS_PATH}/${day}${again ? "/all" : ""}${after === undefined ? "" : `?after=${after}`}`;
}

export function parseDayPath(target: string): DayPage | undefined {
  const [, text, all, after] =
    /^\/v1\/courier\/days\/([0-9-]{10})(\/all)?(?:\?after=([0-9a-f]{32}))?$/.exec(target) ?? [];
  const day = asDay(text);
  return day && { day, again: all !== undefined, after: after as EnvelopeId | undefined };
}

/** What a courier asks of an envelope. The address is one for all, so that a browser asks leave for it once. */
export interface AskedEnvelope {
  readonly id: EnvelopeId;
  /** The byte from which on it is wanted. */
  readonly from: number;
}

/** The body of a request at ENVELOPE_PATH. */
export function encodeAskedEnvelope({ id, from }: AskedEnvelope): string {
  return JSON.stringify({ id, from });
}

export function parseAskedEnvelope(text: string): AskedEnvelope | undefined {
  const [, id, from] = /^\{"id":"([0-9a-f]{32})","from":(0|[1-9][0-9]{0,14})\}$/.exec(text) ?? [];
  return id === undefined ? undefined : { id: id as EnvelopeId, from: Number(from) };
}
