import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../../../crypto/bytes.ts";
import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { dayOf } from "../../../protocol/day.ts";
import { CasebookError } from "../../casebook/errors.ts";
import { exceptionsAmong } from "../../casebook/exceptions.ts";
import { daysBeside, daysCountedTwice } from "../../casebook/export/beside.ts";
import type { Case } from "../../casebook/export/case.ts";
import {
  type CountsExport,
  countsExport,
  shownCells,
  type Way,
  waysOf,
} from "../../casebook/export/counts-file.ts";
import { exportedActs, exportFiles, withManifest } from "../../casebook/export/export.ts";
import { FIELD_NAMES, fieldValue, isNothing } from "../../casebook/export/fields.ts";
import type { ExportFile } from "../../casebook/export/files.ts";
import { numbersOf, recipientOf } from "../../casebook/export/recipients.ts";
import { type Selection, selectCases } from "../../casebook/export/select.ts";
import { zipFile } from "../../casebook/export/zip.ts";
import type { EntityId, TipId } from "../../casebook/names.ts";
import { type Tallied, tallyFor, tallyOf } from "../../casebook/tally.ts";
import type { CasebookView } from "../../casebook/view.ts";
import type { Audience, What } from "../../casebook/what.ts";
import type { Casebook } from "./casebook.ts";
import type { Asked, Counting, Preview, WantedFiles, Written } from "./export-messages.ts";

/** What a casebook says, and when that was. */
type Said = Pick<Casebook, "view" | "state">;

/** What leaves a casebook: looked at first, and then written as it was seen. */
export class Exports {
  readonly #instance: InstanceId;
  #seen: { readonly state: string; readonly selection: Selection } | undefined;

  constructor(instance: InstanceId) {
    this.#instance = instance;
  }

  tally({ view }: Said): { readonly tallied: readonly Tallied[]; readonly ways: readonly Way[] } {
    return { tallied: tallyOf(view, this.#instance), ways: waysOf(view) };
  }

  /** Selects, and holds the selection until the next one. */
  preview({ view, state }: Said, asked: Asked): Preview {
    const { only, counting, recipient, ...options } = asked;
    const chosen = {
      ...(only && { only: new Set(only) }),
      ...(recipient && { numberOf: numbersOf(recipientOf(view, asked.audience, recipient)) }),
    };
    const selection = selectCases(view, { ...options, ...chosen, instance: this.#instance });
    this.#seen = { state, selection };
    const abouts = new Map([...selection.numbers].map(([about, number]) => [number, about]));
    const cases = selection.cases.flatMap((one) => {
      const about = abouts.get(one.number);
      const { number, kind, title } = one;
      return about
        ? [
            {
              about,
              number,
              kind,
              title,
              fields: FIELD_NAMES.filter((name) => !isNothing(fieldValue(one, name, selection.language))),
              exceptions: selection.exceptions.get(about) ?? [],
              held: (selection.held.get(about as TipId) ?? []).map(
                ({ translation }) => translation.value.language,
              ),
            },
          ]
        : [];
    });
    const named = counting ? this.#counted(view, asked.audience, counting) : [...selection.numbers.keys()];
    const form = counting ? "counts" : "csv";
    return {
      asked,
      cases,
      withheld: selection.withheld,
      exceptions: exceptionsAmong(view, named, asked.audience),
      beside: daysBeside(view, form, asked.audience, named),
      countedTwice: daysCountedTwice(view),
    };
  }

  caseOf(said: Said, number: string): Case {
    const one = this.#selection(said).cases.find((other) => other.number === number);
    if (!one) throw new CasebookError("export-outdated");
    return one;
  }

  /**
   * The files of the selection that was seen, and the acts that say that they left: to be signed before the files
   * are handed over. @throws CasebookError export-refused, export-unverified; export-outdated, if the casebook has changed meanwhile
   */
  write(said: Said, wanted: WantedFiles): { readonly written: Written; readonly acts: readonly What[] } {
    const selection = this.#selection(said);
    const { files, counted } = this.#filesOf(said.view, selection, wanted);
    const name = `${wanted.form}-${selection.audience}-${dayOf(Date.now())}`;
    const whole = wanted.form === "dossier" ? (files[0] as ExportFile) : zipFile(`${name}.zip`, files);
    const listed = files.map((file) => ({ name: file.name, sha256: encodeHex(sha256(file.bytes)) }));
    const bytes = whole.bytes.slice();
    return {
      written: { name: whole.name, bytes, files: listed },
      acts: [...counted, ...exportedActs(selection, wanted.form, files)],
    };
  }

  #filesOf(
    view: CasebookView,
    selection: Selection,
    wanted: WantedFiles,
  ): Pick<CountsExport, "files" | "counted"> {
    const { audience } = selection;
    if (wanted.form === "counts") {
      const { base, dimensions } = wanted;
      return countsExport(view, dimensions, { instance: this.#instance, audience, base });
    }
    if (selection.cases.length === 0) throw new CasebookError("export-refused", "nothing leaves");
    if (wanted.form !== "dossier") return { files: exportFiles(selection, wanted.form), counted: [] };
    if (audience === "statistics") throw new CasebookError("export-refused", "statistics are counts only");
    const [first] = selection.cases;
    const dossier = { name: `dossier-${first?.number}.txt`, bytes: utf8(wanted.text) };
    return { files: withManifest(view, [dossier]), counted: [] };
  }

  #counted(
    view: CasebookView,
    audience: Audience,
    { base, dimensions }: Counting,
  ): readonly (TipId | EntityId)[] {
    const tallied = tallyFor(tallyOf(view, this.#instance), base, audience);
    return shownCells(tallied, dimensions, audience).flatMap(({ of }) => of.map(({ about }) => about));
  }

  #selection({ state }: Said): Selection {
    if (this.#seen?.state !== state) throw new CasebookError("export-outdated");
    return this.#seen.selection;
  }
}
