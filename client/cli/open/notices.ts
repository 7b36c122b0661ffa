import type { Header } from "../../../crypto/age/header.ts";
import { equalBytes } from "../../../crypto/bytes.ts";
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

/** What was noticed about an envelope that opened. Nothing here keeps it from being read. */
export function noticesOf(
  contents: UnpackedTip | KeptWhole,
  header: Header,
  expected: Expectations,
): Notice[] {
  if (contents.kind === "whole")
    return [note("It was sealed by hand, or kept whole on request, and is one file.")];
  const { tip, attachments } = contents;
  if (tip instanceof ReportError) return [alarm(`${tip.message} See tip.json.`)];
  return [
    ...aboutInstance(tip, expected),
    ...aboutRoster(tip, header, expected),
    ...aboutAttachments(tip, attachments),
  ];
}

function aboutInstance(tip: Tip, { instance }: Expectations): Notice[] {
  if (!instance) return [note("Instance and roster were not compared: --anchor and --roster do that.")];
  if (equalBytes(tip.instance, instance)) return [];
  return [alarm("It was made for ANOTHER INSTANCE: somebody may have handed it in again here.")];
}

function aboutRoster(tip: Tip, header: Header, { roster }: Expectations): Notice[] {
  if (!roster) return [];
  if (roster.previous && equalBytes(tip.roster, roster.previous)) {
    return [note("It was sealed to the roster before the one given.")];
  }
  if (!equalBytes(tip.roster, roster.digest)) {
    return [alarm("It was sealed to ANOTHER ROSTER than the one given, nor the one before: find out which.")];
  }
  const sealed = header.stanzas.filter((stanza) => stanza.type === HYBRID).length;
  if (sealed === roster.reviewers.length && header.stanzas.length === sealed) return [];
  const stanzas = `${sealed} hybrid stanzas of ${header.stanzas.length}, for ${roster.reviewers.length} reviewers`;
  return [
    alarm(
      `It was NOT SEALED TO EXACTLY THE REVIEWERS of its roster (${stanzas}): ask whether others open it.`,
    ),
  ];
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
