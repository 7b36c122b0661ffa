import type { Acts } from "./chain.ts";
import type { Refusal } from "./finding-codes.ts";
import type { Line } from "./line.ts";
import type { AttachmentHash } from "./names.ts";
import { droppedIn, lineHash } from "./unverified.ts";
import type { StoredAttachment } from "./write-casebook.ts";

interface Stored {
  readonly lines: Iterable<Line>;
  readonly attachments: readonly StoredAttachment[];
}

/** What a casebook is written with: all but the lines that are left out, and the attachments that no act names. */
export function worthKeeping(acts: Acts, { lines, attachments }: Stored) {
  const gone = leftOut(acts);
  const named = namedIn(acts);
  return {
    lines: [...lines].filter((line) => !gone.has(line)),
    attachments: attachments.filter(({ sha256 }) => named === "perhaps all" || named.has(sha256)),
  };
}

/** What no reader of this instance can ever verify, whatever rosters are known. */
const HOPELESS: ReadonlySet<string> = new Set<Refusal>([
  "line-malformed",
  "act-foreign",
  "signature-foreign",
  "signature-invalid",
]);

/** Dropped by a sound act, of no use to any reader, and no redaction: so a union shrinks, and the act says why. */
function leftOut({ signed, findings }: Acts): ReadonlySet<Line> {
  const dropped = droppedIn(signed);
  const gone = findings.filter(
    ({ code, line, act }) =>
      HOPELESS.has(code) && act?.what.kind !== "redacted" && dropped.has(lineHash(line)),
  );
  return new Set(gone.map(({ line }) => line));
}

/** By refused acts too, which may count elsewhere; what an act that can't be read names, nobody knows. */
function namedIn({ signed, findings }: Acts): ReadonlySet<AttachmentHash> | "perhaps all" {
  if (findings.some(({ code }) => code === "act-malformed")) return "perhaps all";
  const acts = [...signed.map(({ act }) => act), ...findings.flatMap(({ act }) => act ?? [])];
  return new Set(
    acts.flatMap(({ what }) => (what.kind === "kept" ? what.attachments.map(({ sha256 }) => sha256) : [])),
  );
}
