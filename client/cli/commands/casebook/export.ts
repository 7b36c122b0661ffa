import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { BASES, type Base, DIMENSIONS, type Dimension, PUBLISHED_BASES } from "../../../casebook/counts.ts";
import { exceptionsAmong } from "../../../casebook/exceptions.ts";
import { daysBeside, daysCountedTwice } from "../../../casebook/export/beside.ts";
import { CASE_KINDS, type CaseKind } from "../../../casebook/export/case.ts";
import { countsExport } from "../../../casebook/export/counts-file.ts";
import { CASE_FORMS, exportedActs, exportFiles } from "../../../casebook/export/export.ts";
import { type Selection, selectCases } from "../../../casebook/export/select.ts";
import { isImportable } from "../../../casebook/export/uwazi.ts";
import { zipFile } from "../../../casebook/export/zip.ts";
import { viewOf } from "../../../casebook/fold.ts";
import type { EntityId, TipId } from "../../../casebook/names.ts";
import type { CasebookView, Exception } from "../../../casebook/view.ts";
import { AUDIENCES, type Audience, type ExportForm, READERS } from "../../../casebook/what.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import { LANGUAGES } from "../../../report/vocabulary/languages.ts";
import { ANNEX_OPTION, VAULT_OPTIONS, withCasebooks } from "../../casebook/casebook-files.ts";
import { linesAbout } from "../../casebook/finding-text.ts";
import { numberingFor } from "../../casebook/numbering.ts";
import { sealWithActs } from "../../casebook/reviewer-at-work.ts";
import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { refuseIfThere, replaceFile } from "../../files.ts";
import { PASSPHRASE_OPTION, passphrasesFrom } from "../../open/passphrases.ts";
import { required, usage } from "../../options.ts";
import { counted, say, warn } from "../../say.ts";

const FORMS = [...CASE_FORMS, "counts"] as const;

export const casebookExport = defineCommand("casebook export", {
  summary: "write what may leave a casebook, and record in it that it left",
  usage: `--vault FILE [--roster FILE]… [--annex FILE] --for AUDIENCE [--as FORM --out DIR --record FILE]
  [--by LIST] [--count BASE] [--only LIST] [--recipient NAME] [--language TAG] [--exact-places]
  [--passphrase-fd N] CASEBOOK…`,
  about: `
    Without --as, says only what would leave and what would be withheld, and why. With it, writes the files
    and a SHA-256 manifest of them, redacted and under random case numbers, and a casebook that records the
    export. Uwazi imports one table at a time, stations and incidents before the tips that name them; of one
    kind alone, uwazi.zip as it is.

    Counts for others than the reviewers are a publication: multiples of five, rounded down, and none below.
    What one has counted is in no other, and all count in the way of the first (--by, --count). Merge the
    others' casebooks before.

    Nothing is written while the casebook holds entries that can't be verified here: one of them may be a
    redaction.`,
  options: {
    ...VAULT_OPTIONS,
    "--for AUDIENCE": `${READERS.join(", ")} (and statistics, for counts): what may leave depends on it`,
    "[--as FORM]": FORMS.join(", "),
    "[--by LIST]": `counts by these, nested in this order: ${DIMENSIONS.join(",")} (all of them; for others
      than the reviewers country)`,
    "[--count BASE]": `counts of these: ${BASES.join(", ")}; for others than the reviewers
      ${PUBLISHED_BASES.join(" or ")}`,
    "[--only LIST]": `cases of these kinds only: ${CASE_KINDS.join(",")}`,
    "[--recipient NAME]": `the same case numbers each time for this recipient, whom the record makes if
      nobody has; two recipients can't compare theirs. Default: new numbers`,
    "[--language TAG]": `names and labels in it, as the library has them: ${LANGUAGES.join(", ")} (en)`,
    "[--exact-places]": "with addresses, and positions of towns to about 1 km instead of 11 km",
    ...ANNEX_OPTION,
    "[--out DIR]": "a new folder for the files",
    "[--record FILE]": "the casebook with the export recorded; nothing is written over",
    ...PASSPHRASE_OPTION,
  },
  operands: ["CASEBOOK…", "Say which casebooks"],
  example: `npm run nightjar -- casebook export --vault wren.vault --for partners --as csv --out partners \\
  --record after.age casebook.age`,

  async run(values, positionals) {
    const form = values.as === undefined ? undefined : chosen("as", values.as, FORMS);
    const audience = chosen("for", values.for, form === "counts" ? AUDIENCES : READERS);
    const dimensions = dimensionsAsked(values.by, form, audience);
    const base = baseAsked(values.count, form, audience);
    const kinds = kindsAsked(values.only, form);
    const language = chosen("language", values.language ?? "en", LANGUAGES);
    const recipient = recipientAsked(values.recipient, form, audience);
    const written = form && {
      form,
      out: required("out", values.out),
      record: required("record", values.record),
    };
    const passphrases = passphrasesFrom(values["passphrase-fd"]);
    if (written) await refuseIfThere(written.out, written.record);
    return await withCasebooks(positionals, values, passphrases, async (reviewer, opened, attachments) => {
      if (opened.acts.findings.length > 0) for (const line of linesAbout(opened.acts)) warn(line);
      const { instance } = reviewer.anchor;
      const exactPlaces = values["exact-places"];
      const { read, ...numbering } = recipient ? numberingFor(reviewer, opened, recipient) : { read: opened };
      const view = viewOf(read.acts);
      const options = { instance, audience, exactPlaces, kinds, language };
      const selection = selectCases(view, { ...options, ...numbering });
      for (const line of preview(selection)) say(line);
      const exceptions = exceptionsAmong(view, selection.numbers.keys(), audience);
      for (const exception of exceptions) say(aboutException(exception));
      if (!written) return EXIT.ok;
      const { files, counted, abouts } =
        written.form === "counts"
          ? countsExport(view, dimensions, { instance, audience, base })
          : { files: exportFiles(selection, written.form), counted: [], abouts: selection.numbers.keys() };
      for (const line of warningsFor(view, written.form, audience, abouts)) warn(line);
      const whats = [...counted, ...exportedActs(selection, written.form, files)];
      const { sealed } = await sealWithActs(reviewer, read, whats, attachments);
      await replaceFile(written.record, sealed, 0o600);
      await mkdir(written.out, { mode: 0o700 });
      const zipped =
        written.form === "uwazi" && isImportable(selection.cases) ? [zipFile("uwazi.zip", files)] : [];
      for (const { name, bytes } of [...files, ...zipped])
        await replaceFile(join(written.out, name), bytes, 0o600);
      say(`The files are in ${written.out}; ${written.record} records it, and takes the casebook's place.`);
      return EXIT.ok;
    });
  },
});

function warningsFor(
  view: CasebookView,
  form: ExportForm,
  audience: Audience,
  abouts: Iterable<TipId | EntityId>,
): string[] {
  const beside = daysBeside(view, form, audience, abouts).join(", ");
  const twice = form === "counts" ? daysCountedTwice(view).join(", ") : "";
  return [
    ...(beside === ""
      ? []
      : [
          `Warning: some of this has left before, as single cases or counted (${beside}); take one from the other, and what is left may be one person.`,
        ]),
    ...(twice === ""
      ? []
      : [
          `Warning: publications have counted the same thing twice (${twice}); set against each other, a small number may show who it is about.`,
        ]),
  ];
}

function dimensionsAsked(
  list: string | undefined,
  form: string | undefined,
  audience: Audience,
): readonly Dimension[] {
  if (list === undefined) return audience === "internal" ? DIMENSIONS : ["country"];
  if (form !== "counts") throw usage("The option --by goes with --as counts");
  const asked = list.split(",").map((name) => chosen("by", name, DIMENSIONS));
  if (new Set(asked).size === asked.length) return asked;
  throw usage("The option --by names each dimension once");
}

function baseAsked(name: string | undefined, form: string | undefined, audience: Audience): Base {
  const isInternal = audience === "internal";
  if (name === undefined) return isInternal ? "tips" : "likely_tips";
  if (form === "counts") return chosen("count", name, isInternal ? BASES : PUBLISHED_BASES);
  throw usage("The option --count goes with --as counts");
}

function kindsAsked(list: string | undefined, form: string | undefined): readonly CaseKind[] {
  if (list === undefined) return CASE_KINDS;
  if (form === "counts") throw usage("The option --only goes with cases, not with counts");
  return list.split(",").map((name) => chosen("only", name, CASE_KINDS));
}

function recipientAsked(name: string | undefined, form: string | undefined, audience: Audience) {
  if (name === undefined) return undefined;
  const reader = READERS.find((one) => one === audience);
  if (form !== "counts" && reader) return { name, audience: reader };
  throw usage("The option --recipient goes with cases, not with counts");
}

function preview({ audience, cases, held, withheld }: Selection): string[] {
  const reasons = new Map<string, number>();
  for (const { reasons: why } of withheld) {
    for (const reason of why) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return [
    `For ${audience}: ${counted(cases.length, "case")} may leave, ${withheld.length} held back.`,
    ...(held.size > 0
      ? [
          `  ${held.size} leave without a translation that may hold redacted words, or that isn't agreed on (workbench).`,
        ]
      : []),
    ...[...reasons].sort().map(([reason, count]) => `  ${reason}  ${count}`),
  ];
}

function aboutException({ kind, about, by, on, why }: Exception): string {
  const said =
    kind === "overridden" ? `lets ${about.slice(0, 16)} leave` : `shows words of ${about.slice(0, 16)} again`;
  return `  Only because ${by.slice(0, 16)} says so, on ${on}: ${said}${why && `, since: ${harmlessLine(why)}`}`;
}

function chosen<T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw usage(`The option --${name} takes one of ${known.join(", ")}`);
}
