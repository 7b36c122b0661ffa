import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../../crypto/bytes.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import type { Act } from "./acts.ts";
import type { Acts, Finding } from "./chain.ts";
import type { Drafts } from "./drafts.ts";
import { isRefusal, type Refusal } from "./finding-codes.ts";
import type { Line } from "./line.ts";
import type { ActDigest, LineHash } from "./names.ts";
import type { Unverified } from "./view.ts";
import type { WhatOf } from "./what.ts";

/** Most lines that one act names. */
const MOST_LINES = 1000;

/** What stands in the way of exports. An act in doubt drops nothing. */
export function unverifiedIn({ signed, findings }: Acts): readonly Unverified[] {
  const dropped = droppedIn(signed);
  return findings.filter(isRefused).flatMap(({ code, line, digest, act }) => {
    const hash = lineHash(line);
    if (dropped.has(hash)) return [];
    return [{ line: hash, code, said: saidOf(digest, act) }];
  });
}

function saidOf(digest: ActDigest | null, act: Act | null): Unverified["said"] {
  return digest && act && { by: act.reviewer, on: act.on, kind: act.what.kind, act: digest };
}

/** What a reviewer does to drop lines, an act for every thousand. */
export function dropping(unverified: readonly Unverified[], why: string): readonly WhatOf<"dropped">[] {
  const sorted = [...new Set(unverified.map(({ line }) => line))].sort();
  return Array.from({ length: Math.ceil(sorted.length / MOST_LINES) }, (_, i) => ({
    kind: "dropped",
    lines: sorted.slice(i * MOST_LINES, (i + 1) * MOST_LINES),
    why,
  }));
}

/** A redaction that can't be verified hides all the same, dropped or not, until a sound act takes that one back. */
export function hideUnverified({ signed, findings }: Acts, drafts: Drafts): void {
  const done = new Set<string>(signed.map(({ digest }) => digest));
  for (const { code, digest, act } of findings.filter(isRefused)) {
    if (!digest || act?.what.kind !== "redacted" || done.has(digest)) continue;
    done.add(digest);
    const said = { value: act.what, by: act.reviewer, on: act.on, act: digest, doubt: code };
    drafts.tip(act.what.tip).redactions.push(said);
  }
}

/** The lines that sound acts drop. */
export function droppedIn(signed: Acts["signed"]): ReadonlySet<LineHash> {
  return new Set(
    signed.flatMap(({ act: { what }, doubt }) => (what.kind === "dropped" && !doubt ? what.lines : [])),
  );
}

function isRefused(finding: Finding): finding is Finding & { readonly code: Refusal } {
  return isRefusal(finding.code);
}

export function lineHash(line: Line): LineHash {
  return encodeHex(sha256(utf8(line))) as LineHash;
}
