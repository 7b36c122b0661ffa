import { equalBytes, parseUtf8, utf8 } from "../../crypto/bytes.ts";
import type { InstanceId } from "../../crypto/documents/anchor.ts";
import {
  encodeSignedDocument,
  parseSignedDocument,
  type SignedDocument,
  signPayload,
  verifyDocument,
} from "../../crypto/documents/dsse.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { ACT_PAYLOAD_TYPE, type Act, actDigest, encodeAct, parseAct } from "./acts.ts";
import { CasebookError } from "./errors.ts";
import type { Refusal } from "./finding-codes.ts";
import type { ActDigest, ReviewerKey } from "./names.ts";

/** Most bytes of a line, without its end: a signed document around the largest act. */
export const MOST_LINE_BYTES = 448 * 1024;

/** A signed act as acts.jsonl has it, without the line's end. Anybody may have written it. */
export type Line = string;

/** What a line turned out to be. */
export type ReadLine =
  | { readonly kind: "signed"; readonly line: Line; readonly digest: ActDigest; readonly act: Act }
  | {
      readonly kind: "refused";
      readonly line: Line;
      readonly code: Refusal;
      /** What the line says of itself, if that much can be read. */
      readonly digest: ActDigest | null;
      readonly act: Act | null;
    };

/** Whose acts are looked at, and how. */
export interface Trust {
  readonly instance: InstanceId;
  /** The signing keys of all rosters that the stewards are known to have signed, past ones too. */
  readonly reviewers: ReadonlySet<ReviewerKey>;
  readonly signatures: Signatures;
}

/** The line of an act, signed. @throws CasebookError act-malformed, also for another reviewer's seed; act-too-large */
export function signAct(act: Act, seed: SigningSeed, signatures: Signatures): Line {
  const payload = encodeAct(act);
  const document = signPayload(ACT_PAYLOAD_TYPE, payload, seed, signatures);
  if (document.signatures.some(({ signer }) => encodeHex(signer) !== act.reviewer))
    throw new CasebookError("act-malformed", "reviewer");
  return parseUtf8(encodeSignedDocument(document), "document-malformed");
}

/** What a line is, and whether its reviewer signed it. Refuses by name, never by throwing. */
export function readLine(line: Line, trust: Trust): ReadLine {
  const document = documentOf(line);
  if (!document) return { kind: "refused", line, code: "line-malformed", digest: null, act: null };
  const digest = actDigest(document.payload);
  const act = actOf(document);
  if (!act) return { kind: "refused", line, code: "act-malformed", digest, act: null };
  const code = refusalOf(document, act, trust);
  return code ? { kind: "refused", line, code, digest, act } : { kind: "signed", line, digest, act };
}

function refusalOf(document: SignedDocument, act: Act, trust: Trust): Refusal | undefined {
  if (!equalBytes(act.instance, trust.instance)) return "act-foreign";
  const [first, ...others] = document.signatures;
  if (!first || others.length > 0 || encodeHex(first.signer) !== act.reviewer) return "signature-foreign";
  if (!verifies(document, trust.signatures)) return "signature-invalid";
  return trust.reviewers.has(act.reviewer) ? undefined : "reviewer-unknown";
}

function verifies(document: SignedDocument, signatures: Signatures): boolean {
  const signers = document.signatures.map(({ signer }) => signer);
  try {
    verifyDocument(document, ACT_PAYLOAD_TYPE, signers, 1, signatures);
    return true;
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}

function documentOf(line: Line): SignedDocument | undefined {
  try {
    return parseSignedDocument(utf8(line), MOST_LINE_BYTES);
  } catch (error) {
    if (error instanceof CryptoError) return undefined;
    throw error;
  }
}

function actOf({ payloadType, payload }: SignedDocument): Act | undefined {
  if (payloadType !== ACT_PAYLOAD_TYPE) return undefined;
  try {
    return parseAct(payload);
  } catch (error) {
    if (error instanceof CasebookError) return undefined;
    throw error;
  }
}

/**
 * The union of casebooks' lines, each once, ascending: the same whatever is merged first. Lines that don't count
 * (a reviewer whose roster isn't known here, say) stay in it: elsewhere, or later, they may.
 */
export function mergeLines(...casebooks: readonly Iterable<Line>[]): readonly Line[] {
  const all = new Set<Line>();
  for (const lines of casebooks) for (const line of lines) all.add(line);
  return [...all].sort();
}
