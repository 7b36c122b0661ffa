import { encodeHybridRecipient, encodeX25519Recipient } from "../../crypto/age/recipient-keys.ts";
import { parseUtf8, utf8 } from "../../crypto/bytes.ts";
import type { Instant } from "../../crypto/documents/instant.ts";
import type { VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { StartError } from "../errors.ts";

/** What may be answered on the no-script pages, each a static page of its own, `no-script-NAME.html`. */
export const NO_SCRIPT_ANSWERS = [
  "received",
  "not-sealed",
  "damaged",
  "not-accepted",
  "too-large",
  "later",
  "unclear",
  "closed",
] as const;

export type NoScriptAnswer = (typeof NO_SCRIPT_ANSWERS)[number];

/** Which of a reviewer's two recipients: one for an age that knows the hybrid kind, one for any. */
export type RecipientKind = "hybrid" | "classic";

/** The no-script pages, built beforehand; only recipients are filled in here. */
export interface NoScriptPages {
  readonly answers: Readonly<Record<NoScriptAnswer, Uint8Array>>;
  /** Every page as it was built, for the policy. */
  readonly all: readonly Uint8Array[];
  /** That one can write from a day on, in all languages. */
  notYet(opens: Instant): Uint8Array;
  /** The instructions, with the roster's recipients in them. */
  instructions(roster: VerifiedRoster): Uint8Array;
}

const PLACEHOLDERS: Readonly<Record<RecipientKind, string>> = {
  hybrid: "{{hybrid-recipient}}",
  classic: "{{classic-recipient}}",
};

/** @throws StartError if the instructions aren't a template with both kinds of recipients */
export function loadNoScriptPages(read: (name: string) => Uint8Array): NoScriptPages {
  const template = read("no-script.html");
  const lines = parseTemplate(template);
  const answers = Object.fromEntries(
    NO_SCRIPT_ANSWERS.map((name) => [name, read(`no-script-${name}.html`)]),
  ) as Record<NoScriptAnswer, Uint8Array>;
  const notYet = read("no-script-not-yet.html");
  return {
    answers,
    all: [template, notYet, ...Object.values(answers)],
    notYet: (opens) => utf8(withDay(new TextDecoder().decode(notYet), opens)),
    instructions: (roster) => utf8(lines.flatMap((line) => filled(line, roster)).join("\n")),
  };
}

/** One kind of recipients of all reviewers, in the roster's order. */
export function recipientsOf({ roster }: VerifiedRoster, kind: RecipientKind): string[] {
  return roster.reviewers.map((reviewer) =>
    kind === "hybrid"
      ? encodeHybridRecipient(reviewer.recipient)
      : encodeX25519Recipient(reviewer.classicRecipient),
  );
}

function parseTemplate(template: Uint8Array): string[] {
  try {
    const text = parseUtf8(template, "document-malformed");
    const found = new Set(text.match(/\{\{.*?\}\}/g));
    const wanted = Object.values(PLACEHOLDERS);
    if (found.size === wanted.length && wanted.every((name) => found.has(name))) return text.split("\n");
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
  }
  throw new StartError(
    "The server does not start with this no-script.html: it has no places for the recipients. Build it again.",
  );
}

/** A line with a placeholder comes once for each reviewer. */
function filled(line: string, roster: VerifiedRoster): string[] {
  for (const kind of ["hybrid", "classic"] as const) {
    const placeholder = PLACEHOLDERS[kind];
    if (!line.includes(placeholder)) continue;
    return recipientsOf(roster, kind).map((recipient) => line.replaceAll(placeholder, escapeHtml(recipient)));
  }
  return [line];
}

/** The day in UTC in the place's own language, "December 1, 2026". */
function withDay(page: string, opens: Instant): string {
  return page.replaceAll(/\{\{opens-(en|zh-Hans|zh-Hant)\}\}/g, (_, language: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(opens * 1000),
  );
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
