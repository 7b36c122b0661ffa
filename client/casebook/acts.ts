import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../../crypto/bytes.ts";
import { encodeInstanceId, type InstanceId, parseInstanceId } from "../../crypto/documents/anchor.ts";
import { encodeJson, fieldsOf, parseCanonical, parseCount } from "../../crypto/documents/canonical.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { type Day, parseDay } from "../../protocol/day.ts";
import { parseTip } from "../report/tip.ts";
import { CasebookError } from "./errors.ts";
import type { ActDigest, DeviceId, ReviewerKey } from "./names.ts";
import { ascending, hex, malformed, orNull, readShape } from "./readers.ts";
import { orRefused } from "./refused.ts";
import { signedLetter } from "./signed-letter.ts";
import { KINDS, type Kind, type What } from "./what.ts";

/** One thing that a reviewer did, as it is signed (SPEC.md, "Casebook"). */
export interface Act {
  readonly instance: InstanceId;
  readonly reviewer: ReviewerKey;
  readonly device: DeviceId;
  /** The act before it of the same reviewer on the same device; null for the first. */
  readonly previous: ActDigest | null;
  /** The last acts, of other chains, that its reviewer had seen; ascending. */
  readonly heads: readonly ActDigest[];
  /** From 1, one more than the previous act's. */
  readonly number: number;
  /** The UTC day, by the reviewer's clock: nothing is decided by it. */
  readonly on: Day;
  readonly what: What;
}

export const ACT_PAYLOAD_TYPE = "application/vnd.nightjar.act.v1+json";

/** Most bytes of an act's payload: whatever a reader opens can be kept, and as many heads are named as may be. */
export const MOST_ACT_BYTES = 320 * 1024;

const TYPE = "nightjar-act/v1";
/** Most heads that one act names; the next names the rest. */
export const MOST_HEADS = 1000;
const MOST_NUMBER = 10_000_000;

/**
 * The payload to be signed. What it returns, `parseAct` accepts, as it does so itself: a signed act that nobody can
 * read would take all that follows it out of the casebook. @throws CasebookError act-malformed, act-too-large
 */
export function encodeAct(act: Act): Uint8Array {
  const bytes = orRefused("act-malformed", () => serialize({ ...act, what: readWhat(act.what) }));
  parseAct(bytes);
  return bytes;
}

/** Canonical JSON bytes. @throws CasebookError act-malformed, act-too-large */
export function parseAct(bytes: Uint8Array): Act {
  if (bytes.length > MOST_ACT_BYTES) throw new CasebookError("act-too-large", `${bytes.length} bytes`);
  return orRefused("act-malformed", () => parseCanonical(bytes, readAct, serialize, MOST_ACT_BYTES));
}

export function actDigest(payload: Uint8Array): ActDigest {
  return encodeHex(sha256(payload)) as ActDigest;
}

function serialize(act: Act): Uint8Array {
  return encodeJson({
    type: TYPE,
    instance: encodeInstanceId(act.instance),
    reviewer: act.reviewer,
    device: act.device,
    previous: act.previous,
    heads: act.heads,
    number: act.number,
    on: act.on,
    what: act.what,
  });
}

function readAct(value: unknown): Act {
  const fields = fieldsOf(value, TYPE);
  const act = {
    instance: parseInstanceId(fields.instance),
    reviewer: hex<ReviewerKey>(32)(fields.reviewer, "reviewer"),
    device: hex<DeviceId>(16)(fields.device, "device"),
    previous: orNull(hex<ActDigest>(32))(fields.previous, "previous"),
    heads: ascending(hex<ActDigest>(32), 0, MOST_HEADS)(fields.heads, "heads"),
    number: parseCount(fields.number, 1, MOST_NUMBER, "number"),
    on: parseDay(fields.on),
    what: readWhat(fields.what),
  };
  if ((act.previous === null) !== (act.number === 1)) throw malformed("previous");
  if (act.previous !== null && act.heads.includes(act.previous)) throw malformed("heads");
  if (act.what.kind === "accepted") {
    const heads = new Set(act.heads);
    if (!act.what.acts.every((accepted) => heads.has(accepted))) throw malformed("acts");
  }
  return act;
}

function readWhat(value: unknown): What {
  const { kind } = fieldsOf(value);
  if (typeof kind !== "string" || !Object.hasOwn(KINDS, kind)) throw malformed("kind");
  const what = { kind, ...readShape(KINDS[kind as Kind], value) } as What;
  checkTogether(what);
  return what;
}

/** What no single field can say of itself. */
function checkTogether(what: What): void {
  switch (what.kind) {
    case "kept":
      if (what.form === "report") parseTip(utf8(what.text));
      if (what.form === "file" && what.text !== "") throw malformed("text");
      return;
    case "linked":
    case "unlinked":
      if (what.from === what.to) throw malformed("a tip is not linked to itself");
      if (!isDirected(what.link) && what.from > what.to) throw malformed("from and to out of order");
      return;
    case "redacted":
      if (what.from >= what.to) throw malformed("an empty span");
      return;
    case "replied":
      if (signedLetter(what.document).name !== what.letter) throw malformed("letter");
      return;
    case "settled":
      if (what.over.includes(what.chosen)) throw malformed("chosen");
      return;
    case "counted":
      if (what.dimensions.length === 0) throw malformed("dimensions");
      if (new Set(what.dimensions).size < what.dimensions.length) throw malformed("dimensions");
      if (what.cells.some(({ values }) => values.length !== what.dimensions.length))
        throw malformed("values");
      return;
    case "placed":
      if ((what.which === null) !== (what.about.length === 32)) throw malformed("which");
      return;
    default:
      return;
  }
}

/** Whether a link says something else when it is turned round. The others go from the lesser name to the greater. */
export function isDirected(link: string): boolean {
  return link === "precedes" || link === "part_of";
}
