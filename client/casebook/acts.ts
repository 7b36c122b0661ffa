import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../../crypto/bytes.ts";
import { instanceId } from "../../crypto/documents/anchor.ts";
import {
  encodeDocument,
  type Field,
  malformed,
  type Of,
  objectOf,
  orNull,
  parseDocument,
  record,
  type Shape,
  typed,
} from "../../crypto/documents/canonical.ts";
import { count, hexText, oneOf } from "../../crypto/documents/fields.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { day } from "../../protocol/day.ts";
import { parseTip } from "../report/tip.ts";
import { CasebookError } from "./errors.ts";
import type { ActDigest, DeviceId, ReviewerKey } from "./names.ts";
import { ascending } from "./readers.ts";
import { orRefused } from "./refused.ts";
import { signedLetter } from "./signed-letter.ts";
import { KINDS, type What } from "./what.ts";

export const ACT_PAYLOAD_TYPE = "application/vnd.nightjar.act.v1+json";

/** Most bytes of an act's payload: whatever a reader opens can be kept, and as many heads are named as may be. */
export const MOST_ACT_BYTES = 320 * 1024;

/** Most heads that one act names; the next names the rest. */
export const MOST_HEADS = 1000;
const MOST_NUMBER = 10_000_000;

const whats = new Map(Object.entries(KINDS).map(([kind, shape]) => [kind, record((): Shape => shape)]));

const what: Field<What> = {
  read(value, name) {
    const kind = oneOf(Object.keys(KINDS)).read(objectOf(value, name).kind, "kind");
    const read = { kind, ...whats.get(kind)?.read(value, name) } as What;
    checkTogether(read);
    return read;
  },
  write: (act) => ({ kind: act.kind, ...(whats.get(act.kind)?.write(act as Of<Shape>) as object) }),
};

const ACT = typed(
  "nightjar-act/v1",
  () => ({
    instance: instanceId,
    reviewer: hexText<ReviewerKey>(32),
    device: hexText<DeviceId>(16),
    /** The act before it of the same reviewer on the same device; null for the first. */
    previous: orNull(hexText<ActDigest>(32)),
    /** The last acts, of other chains, that its reviewer had seen; ascending. */
    heads: ascending(hexText<ActDigest>(32), 0, MOST_HEADS),
    /** From 1, one more than the previous act's. */
    number: count(1, MOST_NUMBER),
    /** The UTC day, by the reviewer's clock: nothing is decided by it. */
    on: day,
    what,
  }),
  (act) => {
    if ((act.previous === null) !== (act.number === 1)) throw malformed("previous");
    if (act.previous !== null && act.heads.includes(act.previous)) throw malformed("heads");
    if (act.what.kind === "accepted") {
      const heads = new Set(act.heads);
      if (!act.what.acts.every((accepted) => heads.has(accepted))) throw malformed("acts");
    }
  },
);

/** One thing that a reviewer did, as it is signed (SPEC.md, "Casebook"). */
export interface Act extends Of<typeof ACT> {}

/**
 * The payload to be signed. What it returns, `parseAct` accepts, as it does so itself: a signed act that nobody can
 * read would take all that follows it out of the casebook. @throws CasebookError act-malformed, act-too-large
 */
export function encodeAct(act: Act): Uint8Array {
  const bytes = orRefused("act-malformed", () =>
    encodeDocument(ACT, { ...act, what: what.read(act.what, "what") }),
  );
  parseAct(bytes);
  return bytes;
}

/** Canonical JSON bytes. @throws CasebookError act-malformed, act-too-large */
export function parseAct(bytes: Uint8Array): Act {
  if (bytes.length > MOST_ACT_BYTES) throw new CasebookError("act-too-large", `${bytes.length} bytes`);
  return orRefused("act-malformed", () => parseDocument(ACT, bytes, MOST_ACT_BYTES));
}

export function actDigest(payload: Uint8Array): ActDigest {
  return encodeHex(sha256(payload)) as ActDigest;
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
