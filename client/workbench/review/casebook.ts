import { signal } from "@preact/signals";
import { dayOf } from "../../../protocol/day.ts";
import { offerFile } from "../../browser/offer-file.ts";
import type { EntityId, TipId } from "../../casebook/names.ts";
import type { Person } from "../../casebook/people.ts";
import type { CasebookView, EntityView, TipView } from "../../casebook/view.ts";
import type { What } from "../../casebook/what.ts";
import { filesOf } from "../../opening/opened-tip.ts";
import type { Host } from "../host.ts";
import type { NearModel } from "../near/model.ts";
import type { QueueModel } from "../queue/model.ts";
import type { Row } from "../queue/row.ts";
import { mapWith, tracked } from "../state.ts";
import type { SealedCasebook } from "../worker/casebook.ts";
import type { LastStep, Left, Lists, Shown, ToldOfCasebook, Totals } from "../worker/casebook-messages.ts";
import type { Reviewer, Wanted } from "../worker/messages.ts";
import { casebookFileName, casebookFileNumber } from "./file-name.ts";
import { keptWhat } from "./kept-act.ts";

/** What the casebook needs of the rest. */
export interface CasebookHost extends Host {
  readonly reviewer: Reviewer | undefined;
  readonly queue: Pick<QueueModel, "tips" | "takeKept">;
  readonly near: Pick<NearModel, "note" | "goOn">;
}

/** The casebook, from the page's side: the worker holds the acts and signs them. */
export class CasebookModel implements Totals, Omit<Lists, "views" | "entities"> {
  acts = 0;
  refused = 0;
  unknown = 0;
  doubted = 0;
  unverified: Lists["unverified"] = [];
  accepted: Lists["accepted"] = [];
  vouched: CasebookView["vouched"] = [];
  publications: Lists["publications"] = [];
  recipients: Lists["recipients"] = [];
  ruling: CasebookView["ruling"] = { reviewers: 1, proposed: [] };
  letters: Lists["letters"] = [];
  /** What the newest list of reviewers says of letters; null if none is known. */
  writing: Totals["writing"] = null;
  sameLetters = false;
  /** Hashes of the attachments that a casebook holds. */
  stored: ReadonlySet<string> = new Set();
  unsaved = 0;
  saving = false;
  /** What the browser was given last is not known to be on a disk yet. */
  isHanded = false;
  /** The name under which it was given. */
  handedAs = "";
  /** For whom the last saved file is sealed, by name, this reviewer among them; nobody if for this reviewer alone. */
  readers: SealedCasebook["readers"] = [];
  /** Of which tips files are missing in it. */
  without: SealedCasebook["without"] = [];
  people: readonly Person[] = [];
  views: ReadonlyMap<TipId, Shown<TipView>> = new Map();
  entities: ReadonlyMap<EntityId, Shown<EntityView>> = new Map();
  /** What has left so far. */
  exports: readonly Left[] = [];
  /** The same text as long as nothing has been added to what the casebook says, or taken back. */
  state = "";
  /** What was done last, if it can be taken back. */
  last: LastStep | null = null;

  readonly #host: CasebookHost;
  #files = 0;
  #coming = nothingComing();
  /** What was asked for and is not signed yet: where scripts run slowly, people are faster. */
  readonly #pending = signal<readonly What[]>([]);
  /** Ends with the last of all steps that were begun. */
  #signing: Promise<void> = Promise.resolve();

  constructor(host: CasebookHost) {
    this.#host = host;
    tracked(this);
  }

  /** Does something in this reviewer's name, and in order. */
  readonly act = (what: What): void => {
    void this.perform(what);
  };

  /** What this reviewer has just said of a tip or an entity, as long as the worker hasn't signed it. */
  readonly pending = <K extends What["kind"]>(
    kind: K,
    tip: TipId | EntityId,
  ): Extract<What, { kind: K }> | undefined =>
    this.#pending.value.findLast(
      (what): what is Extract<What, { kind: K }> =>
        what.kind === kind &&
        (("tip" in what && what.tip === tip) || ("about" in what && what.about === tip)),
    );

  /** How many acts would be lost with the tab: those of no file, else those that the worker is still to sign. */
  get toSave(): number {
    return this.unsaved || this.#pending.value.length;
  }

  /** Whether another file would hold more than the last one. */
  get canSave(): boolean {
    return !this.saving && (this.toSave > 0 || this.without.length > 0);
  }

  /** The tip enters the casebook, once, however often it is asked for. */
  async keep(row: Row): Promise<void> {
    await this.step(this.keeping(row));
  }

  /** Says something of tips, which are kept with it if they aren't yet: one step. @returns as `step` */
  reviewAll(said: readonly { readonly row: Row; readonly what: What }[]): Promise<boolean> {
    return this.step(said.flatMap(({ row, what }) => [...this.keeping(row), what]));
  }

  /** What keeps a tip; nothing, if it is kept or about to be. */
  keeping(row: Row): readonly What[] {
    return row.kept || this.pending("kept", row.tip.id) ? [] : [keptWhat(row.tip)];
  }

  /** Takes back what was done last, as if it had never been. It can be, as long as it is in no file. */
  async undo(): Promise<void> {
    await this.#host.attempt(() => this.#host.worker.call("undo", null, this.hear));
  }

  /** A file was opened: the next one's number is above its own, if it is a casebook. */
  noteFile(name: string): void {
    this.#files = Math.max(this.#files, casebookFileNumber(name));
  }

  /** What the worker tells of the casebook, whatever it was asked. */
  readonly hear = (told: ToldOfCasebook): void => {
    if (told.kind === "part") this.#takePart(told.part);
    else this.#take(told.totals);
  };

  /** Seals all there is, and has the browser save it as a new file: an older one is never overwritten. */
  async save(): Promise<void> {
    this.saving = true;
    await this.#host.attempt(async () => {
      // Of a tip whose keeping isn't signed yet, the files would be left out.
      while (this.#pending.value.length > 0) await this.#signing;
      this.#offer(await this.#host.worker.call("seal", this.#wanted(), this.hear));
    });
    this.saving = false;
  }

  /** The saved file, chosen again, is compared with what was sealed; null if the person has made sure. */
  async confirm(file: Blob | null): Promise<void> {
    await this.#host.attempt(() => this.#host.worker.call("confirm", file, this.hear));
  }

  /** The same as `act`; ends when it is signed, or couldn't be. @returns as `step` */
  perform(what: What): Promise<boolean> {
    return this.step([what]);
  }

  /** What belongs together: all of it or nothing, and taken back together. @returns whether it is signed; why not is said */
  async step(whats: readonly What[]): Promise<boolean> {
    if (whats.length === 0) return true;
    const sign = () => this.#host.worker.call("act", whats, this.hear);
    return await this.#host.attempt(() => this.signing(whats, sign));
  }

  /** Until work that signs these acts is at its end, they are pending, and no casebook is sealed. @throws as `work` */
  async signing<T>(whats: readonly What[], work: () => Promise<T>): Promise<T> {
    this.#pending.value = [...this.#pending.value, ...whats];
    const signing = work();
    this.#signing = Promise.allSettled([this.#signing, signing]).then(() => {});
    try {
      return await signing;
    } finally {
      this.#pending.value = this.#pending.value.filter((other) => !whats.includes(other));
    }
  }

  /** Views are taken as they come; what is a list counts once all of it is there. */
  #takePart({ views = [], entities = [], ...lists }: Partial<Lists>): void {
    this.views = mapWith(
      this.views,
      views.map((view) => [view.tip, view]),
    );
    this.entities = mapWith(
      this.entities,
      entities.map((view) => [view.entity, view]),
    );
    this.#host.queue.takeKept(views);
    for (const { tip } of views) this.#host.near.note(tip);
    for (const [name, more] of Object.entries(lists) as [keyof Coming, never[]][])
      for (const one of more) this.#coming[name].push(one);
  }

  #take(totals: Totals): void {
    const { letters, ...lists } = this.#coming;
    Object.assign(this, totals, lists);
    if (!totals.sameLetters) this.letters = letters;
    this.#coming = nothingComing();
    this.#host.near.goOn();
  }

  #offer({ bytes, readers, without }: SealedCasebook): void {
    this.readers = readers;
    this.without = without;
    this.#files++;
    const name = casebookFileName(this.#host.reviewer?.handle ?? "", dayOf(Date.now()), this.#files);
    this.handedAs = name;
    offerFile(new Blob([bytes], { type: "application/octet-stream" }), name);
  }

  /** The attachments of kept tips that no casebook holds yet, where their envelopes are at hand. */
  #wanted(): Wanted[] {
    // What a casebook holds that can't be read any more is wanted from where else it is.
    const missing = new Set(this.without);
    return [...this.#host.queue.tips.values()].flatMap(({ id, contents, source }) => {
      if (!source || (this.views.get(id)?.kept.length ?? 0) === 0) return [];
      return filesOf(contents)
        .filter(({ sha256 }) => missing.has(id) || !this.stored.has(sha256))
        .map(({ sha256, size, name }) => ({ sha256, size, name, ...source }));
    });
  }
}

/** Lists of which the worker has told a part. */
type Coming = { [K in Exclude<keyof Lists, "views" | "entities">]: Lists[K][number][] };

function nothingComing(): Coming {
  return { exports: [], accepted: [], publications: [], recipients: [], unverified: [], letters: [] };
}
