import { offerFile } from "../../browser/offer-file.ts";
import { CASE_KINDS, type Case, type CaseKind } from "../../casebook/export/case.ts";
import { CASE_FORMS } from "../../casebook/export/export.ts";
import type { ActDigest, EntityId, TipId } from "../../casebook/names.ts";
import type { Audience, ExportForm } from "../../casebook/what.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import type { CountsModel } from "../counts/model.ts";
import type { Host } from "../host.ts";
import type { CasebookModel } from "../review/casebook.ts";
import { mapWith, tracked } from "../state.ts";
import type { ShownRecipient } from "../worker/casebook-messages.ts";
import type { Asked, Preview, WantedFiles, Written } from "../worker/export-messages.ts";
import { type Dossier, dossierText } from "./dossier.ts";

/** Some tips or stations only, and how a person reads which. */
export interface Only {
  readonly abouts: readonly (TipId | EntityId)[];
  readonly said: string;
}

/** What is to leave, in which form, for whom. */
export interface Wish {
  readonly form: ExportForm;
  readonly audience: Audience;
  readonly exactPlaces: boolean;
  readonly kinds: readonly CaseKind[];
  /** In which cases are named and labelled; null: the page's own. */
  readonly language: Language | null;
  /** Whose numbers the cases get; null: new ones. */
  readonly recipient: ActDigest | null;
  readonly only: Only | null;
}

/** How the cases of a preview are written, by form. */
const CASE_WISHES = new Map<ExportForm, WantedFiles>(CASE_FORMS.map((form) => [form, { form }]));

/** What exports need of the rest. */
export interface ExportHost extends Host {
  readonly casebook: Pick<
    CasebookModel,
    "entities" | "hear" | "perform" | "recipients" | "state" | "unverified"
  >;
  readonly counts: Pick<CountsModel, "counting" | "dimensions" | "refresh" | "tableFor">;
}

/** Exports, from the page's side: nothing is written that wasn't looked at. */
export class ExportModel {
  wish: Wish = {
    form: "csv",
    audience: "internal",
    exactPlaces: false,
    kinds: CASE_KINDS,
    language: null,
    recipient: null,
    only: null,
  };
  preview: Preview | undefined;
  /** Whole cases of the preview that a person wanted to see, by number. */
  cases: ReadonlyMap<string, Case> = new Map();
  written: Pick<Written, "name" | "files"> | undefined;
  working = false;
  /** The dossier that is ready to be printed; it takes the place of everything else. */
  dossier: Dossier | undefined;
  readonly #host: ExportHost;
  #state = "";

  constructor(host: ExportHost) {
    this.#host = host;
    tracked(this);
  }

  /** Another wish: what was looked at for the last one counts no more. */
  ask(wish: Partial<Wish>): void {
    const asked = { ...this.wish, ...wish };
    const singly = asked.audience === "statistics" && asked.form !== "counts";
    // Consent to be counted is none to show single cases: what was chosen last counts.
    const form = singly && wish.audience ? "counts" : asked.form;
    const audience = singly && !wish.audience ? "internal" : asked.audience;
    const recipient = audience === this.wish.audience ? asked.recipient : (wish.recipient ?? null);
    this.wish = { ...asked, form, audience, recipient };
    this.#forget();
  }

  /** In which language cases are named and labelled. */
  get language(): Language {
    return this.wish.language ?? this.#host.strings.language;
  }

  /** Something has been added to the casebook since the preview was made. */
  get isOutdated(): boolean {
    return this.preview !== undefined && this.#state !== this.#host.casebook.state;
  }

  /** Whether the case files of the preview can be written: a dossier is made of one case at a time. */
  get canWrite(): boolean {
    const { preview, working, wish } = this;
    if (this.#host.casebook.unverified.length > 0) return false;
    if (!preview || working || this.isOutdated || wish.form === "dossier") return false;
    return wish.form === "counts"
      ? this.#host.counts.tableFor(wish.audience) !== undefined
      : preview.cases.length > 0;
  }

  /** Asks what would leave. */
  look(): Promise<void> {
    const { form, audience, exactPlaces, kinds, recipient, only } = this.wish;
    if (form === "counts") return this.#lookAtCounts();
    return this.#work(() =>
      this.#look({ audience, exactPlaces, kinds, recipient, only: only?.abouts ?? null }),
    );
  }

  /** Asks what would leave for an audience, if that isn't what was asked last. */
  async lookFor(audience: Audience): Promise<void> {
    const { wish, preview } = this;
    if (preview && wish.audience === audience && wish.only === null) return;
    this.ask({ audience, only: null });
    await this.look();
  }

  /** Shows one tip or station in the preview, as a dossier. */
  async lookAtDossier(only: Only): Promise<void> {
    this.ask({ only, form: "dossier" });
    this.#host.goTo("export");
    await this.look();
  }

  /** Those who get exports for this audience under numbers that stay. */
  get recipients(): readonly ShownRecipient[] {
    return this.#host.casebook.recipients.filter(({ value }) => value.audience === this.wish.audience);
  }

  /** Lets something leave that would be withheld, and looks again. @returns whether it is signed */
  async override(about: TipId | EntityId, why: string): Promise<boolean> {
    const { audience } = this.wish;
    const isSigned = await this.#host.casebook.perform({ kind: "overridden", about, audience, why });
    if (isSigned) await this.look();
    return isSigned;
  }

  /** An exception that somebody made holds no more; looks again. */
  async withdraw(about: TipId | EntityId, act: ActDigest): Promise<void> {
    if (await this.#host.casebook.perform({ kind: "withdrawn", about, act })) await this.look();
  }

  /** Brings one case of the preview, whole. */
  see(number: string): Promise<void> {
    return this.#work(async () => {
      const one = await this.#host.worker.call("caseOf", number);
      this.cases = mapWith(this.cases, [[number, one]]);
    });
  }

  /** Writes what was looked at, records that it left, and has the browser save it. */
  write(): Promise<void> {
    const { form } = this.wish;
    const { base } = this.#host.counts.counting;
    const { dimensions } = this.#host.counts;
    return this.#work(async () => {
      const wanted = form === "counts" ? { form, base, dimensions } : CASE_WISHES.get(form);
      if (!wanted) return;
      const { name, bytes } = await this.#write(wanted);
      offerFile(new Blob([bytes], { type: "application/zip" }), name);
    });
  }

  /** Makes the dossier of one case of the preview, and of the tips behind it, ready to be printed. */
  openDossier(about: TipId | EntityId): Promise<void> {
    const { audience, exactPlaces, recipient } = this.wish;
    const behind = this.#host.casebook.entities.get(about as EntityId)?.tips.map(({ value }) => value) ?? [];
    return this.#work(async () => {
      const preview = await this.#look({
        ...{ audience, exactPlaces, recipient, kinds: CASE_KINDS },
        only: [about, ...behind],
        language: this.#host.strings.language,
      });
      const cases: Case[] = [];
      const first = preview.cases.filter((one) => one.about === about);
      for (const { number } of [...first, ...preview.cases.filter((one) => one.about !== about)])
        cases.push(await this.#host.worker.call("caseOf", number));
      this.dossier = {
        audience,
        cases,
        withheld: preview.withheld.length,
        exceptions: preview.exceptions,
        sha256: null,
      };
    });
  }

  /** Records that the dossier leaves, once, then prints it or saves its text. */
  async handOut(way: "print" | "save"): Promise<void> {
    const { dossier } = this;
    if (!dossier) return;
    const text = dossierText(dossier, this.#host.strings);
    await this.#work(async () => {
      if (dossier.sha256 === null) {
        const { files } = await this.#write({ form: "dossier", text });
        this.dossier = { ...dossier, sha256: files[0]?.sha256 ?? null };
      }
      // When it is drawn.
      if (way === "print") requestAnimationFrame(() => requestAnimationFrame(() => print()));
      else offerFile(new Blob([text], { type: "text/plain" }), `dossier-${dossier.cases[0]?.number}.txt`);
    });
  }

  closeDossier(): void {
    this.dossier = undefined;
    this.#forget();
  }

  #lookAtCounts(): Promise<void> {
    const { counting, dimensions } = this.#host.counts;
    const { base } = counting;
    const kinds: readonly CaseKind[] = base.endsWith("stations") ? ["station"] : ["tip"];
    this.#host.counts.refresh();
    const { audience } = this.wish;
    return this.#work(() => this.#look({ audience, kinds, counting: { base, dimensions } }));
  }

  /** @param asked what isn't said is the plainest, in the language of cases */
  async #look(asked: Pick<Asked, "audience" | "kinds"> & Partial<Asked>): Promise<Preview> {
    const plain = { exactPlaces: false, recipient: null, only: null, counting: null };
    this.#forget();
    const preview = await this.#host.worker.call("preview", { ...plain, language: this.language, ...asked });
    this.preview = preview;
    this.#state = this.#host.casebook.state;
    return preview;
  }

  async #write(wanted: WantedFiles): Promise<Written> {
    const written = await this.#host.worker.call("write", wanted, this.#host.casebook.hear);
    const { name, files } = written;
    this.written = { name, files };
    return written;
  }

  async #work(work: () => Promise<unknown>): Promise<void> {
    this.working = true;
    await this.#host.attempt(work);
    this.working = false;
  }

  #forget(): void {
    this.preview = undefined;
    this.written = undefined;
    this.cases = new Map();
  }
}
