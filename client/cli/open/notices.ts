import type { Header } from "../../../crypto/age/header.ts";
import { equalBytes } from "../../../crypto/bytes.ts";
import { encodeInstant, type Instant } from "../../../crypto/documents/instant.ts";
import type { Day } from "../../bundle/day.ts";
import { type KnownRoster, supersededSince } from "../../bundle/known-documents.ts";
import { ENCODING_NAMES } from "../../opening/encodings.ts";
import { ReportError } from "../../report/errors.ts";
import type { Tip } from "../../report/tip.ts";
import type { Expectations } from "./expectations.ts";
import type { KeptWhole } from "./keep-whole.ts";
import type { UnpackedTip } from "./unpack-tip.ts";
import type { WrittenFile } from "./write-file.ts";

/** Something about an envelope that its reader should know. */
export interface Notice {
  /** An alarm is said on the terminal too. */
  readonly alarm: boolean;
  readonly sentence: string;
}

const HYBRID = "mlkem768x25519";

/**
 * What was noticed about an envelope that opened. Nothing here keeps it from being read.
 * @param day on which it came to the server, if a bundle says so
 */
export function noticesOf(
  contents: UnpackedTip | KeptWhole,
  header: Header,
  expected: Expectations,
  day: Day | undefined,
): Notice[] {
  if (contents.kind === "whole") return aboutHandMade(contents);
  const { tip, attachments } = contents;
  if (tip instanceof ReportError) return [alarm(`${tip.message} See tip.json.`)];
  return [
    ...aboutInstance(tip, expected),
    ...aboutRoster(tip, header, expected, day),
    ...aboutAttachments(tip, attachments),
  ];
}

function aboutHandMade({ files, found }: KeptWhole): Notice[] {
  const { readAs, tooLong, leftOut } = found;
  const names = readAs.map((encoding) => ENCODING_NAMES[encoding]).join(" and ");
  const guessed = readAs.some((encoding) => encoding !== "utf-8");
  return [
    note(
      files.length === 1
        ? "It was sealed by hand, or kept whole on request, and is one file."
        : `It was sealed by hand, as ${files.length} files.`,
    ),
    ...(guessed
      ? [
          note(
            `Its text was read as ${names}: if it makes no sense, open it again with another --encoding and --out.`,
          ),
        ]
      : []),
    ...(tooLong ? [note("It holds more text than is shown here: see the files.")] : []),
    ...(leftOut > 0 ? [note(leftOutInWords(leftOut))] : []),
  ];
}

function leftOutInWords(count: number): string {
  return count === 1
    ? "One link or device in its tar was left out."
    : `${count} links or devices in its tar were left out.`;
}

function aboutInstance(tip: Tip, { instance }: Expectations): Notice[] {
  if (!instance) return [note("Instance and roster were not compared: --anchor and --roster do that.")];
  if (equalBytes(tip.instance, instance)) return [];
  return [alarm("It was made for ANOTHER INSTANCE: somebody may have handed it in again here.")];
}

function aboutRoster(tip: Tip, header: Header, { rosters }: Expectations, day: Day | undefined): Notice[] {
  if (rosters.length === 0) return [];
  const roster = rosters.find(({ digest }) => equalBytes(tip.roster, digest));
  if (roster) return [...aboutReviewers(header, roster), ...aboutTime(roster, rosters, day)];
  const next = rosters.find(({ previous }) => previous && equalBytes(tip.roster, previous));
  if (next) {
    return [note(`It was sealed to the roster before number ${next.sequence}, which is not at hand.`)];
  }
  return [
    alarm("It was sealed to ANOTHER ROSTER than those known here, nor the one before: find out which."),
  ];
}

function aboutReviewers(header: Header, { reviewers }: KnownRoster): Notice[] {
  const sealed = header.stanzas.filter((stanza) => stanza.type === HYBRID).length;
  if (sealed === reviewers.length && header.stanzas.length === sealed) return [];
  const stanzas = `${sealed} hybrid stanzas of ${header.stanzas.length}, for ${reviewers.length} reviewers`;
  return [
    alarm(
      `It was NOT SEALED TO EXACTLY THE REVIEWERS of its roster (${stanzas}): ask whether others open it.`,
    ),
  ];
}

/** A roster that was replaced within its period had a reviewer revoked, say: who still served it, and why? */
function aboutTime(roster: KnownRoster, rosters: readonly KnownRoster[], day: Day | undefined): Notice[] {
  const { sequence, notAfter } = roster;
  const since = supersededSince(roster, rosters);
  if (since !== undefined && day === undefined) {
    return [
      note(`Its roster (number ${sequence}) was superseded on ${dayOfInstant(since)}: mind when it came.`),
    ];
  }
  if (since !== undefined && day !== undefined && day > dayOfInstant(since)) {
    return [
      alarm(
        `It was sealed to a SUPERSEDED ROSTER (number ${sequence}, replaced on ${dayOfInstant(since)}) and came on ` +
          `${day}: the server may have served the old one, and a revoked reviewer may read this tip.`,
      ),
    ];
  }
  if (day === undefined || day < dayOfInstant(notAfter)) return [];
  return [
    note(
      `It came on ${day}; the period of its roster (number ${sequence}) ended on ${dayOfInstant(notAfter)}.`,
    ),
  ];
}

function dayOfInstant(instant: Instant): string {
  return encodeInstant(instant).slice(0, 10);
}

function aboutAttachments(tip: Tip, written: readonly WrittenFile[]): Notice[] {
  const listed = new Map(tip.attachments.map((attachment) => [attachment.name, attachment.size]));
  const found = new Map(written.map((file) => [file.name, file.size]));
  const missing = [...listed.keys()].filter((name) => !found.has(name));
  const unlisted = [...found.keys()].filter((name) => !listed.has(name));
  const resized = [...found].filter(([name, size]) => listed.has(name) && listed.get(name) !== size);
  return [
    ...missing.map((name) => alarm(`The report lists ${name}, which is not in the envelope.`)),
    ...unlisted.map((name) => alarm(`The envelope holds ${name}, which the report does not list.`)),
    ...resized.map(([name]) => alarm(`${name} has another size than the report says.`)),
  ];
}

function note(sentence: string): Notice {
  return { alarm: false, sentence };
}

function alarm(sentence: string): Notice {
  return { alarm: true, sentence };
}
