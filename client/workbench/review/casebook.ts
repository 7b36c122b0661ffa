import { dayOf } from "../../../protocol/day.ts";
import { offerFile } from "../../browser/offer-file.ts";
import type { EntityId, ReviewerKey, TipId } from "../../casebook/names.ts";
import type { Person } from "../../casebook/people.ts";
import type { CasebookView, EntityView, TipView } from "../../casebook/view.ts";
import type { What } from "../../casebook/what.ts";
import { filesOf } from "../../opening/opened-tip.ts";
import type { App } from "../app.ts";
import type { Row } from "../queue/row.ts";
import type { LastStep, Left, Lists, Shown, Totals } from "../worker/casebook-messages.ts";
import type { FromWorker, Wanted } from "../worker/messages.ts";
import { casebookFileName, casebookFileNumber } from "./file-name.ts";
import { keptWhat } from "./kept-act.ts";

/** The casebook, from the page's side: the worker holds the acts and signs them. */
export class CasebookDesk {
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
  unsaved = 0;
  saving = false;
  /** What the browser was given last is not known to be on a disk yet. */
  isHanded = false;
  /** The name under which it was given. */
  handedAs = "";
  /** For whom the last saved file is sealed, by name, this reviewer among them; nobody if for this reviewer alone. */
  readers: readonly string[] = [];
  people: readonly Person[] = [];
  readonly views = new Map<TipId, Shown<TipView>>();
  readonly entities = new Map<EntityId, Shown<EntityView>>();
  /** What has left so far. */
  exports: readonly Left[] = [];
  /** The same text as long as nothing has been added to what the casebook says, or taken back. */
  state = "";
  /** What was done last, if it can be taken back. */
  last: LastStep | null = null;

  readonly #app: App;
  #stored: ReadonlySet<string> = new Set();
  #files = 0;
  #coming = nothingComing();
  /** What was asked for and is not signed yet: where scripts run slowly, people are faster. */
  #pending: readonly What[] = [];

  constructor(app: App) {
    this.#app = app;
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
    this.#pending.findLast(
      (what): what is Extract<What, { kind: K }> =>
        what.kind === kind &&
        (("tip" in what && what.tip === tip) || ("about" in what && what.about === tip)),
    );

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
    await this.#app.attempt(() => this.#app.worker.ask({ kind: "undo" }, (message) => this.hear(message)));
  }

  /** A file was opened: the next one's number is above its own, if it is a casebook. */
  noteFile(name: string): void {
    this.#files = Math.max(this.#files, casebookFileNumber(name));
  }

  /** What the worker says of the casebook, whatever it was asked. */
  hear(message: FromWorker): void {
    if (message.kind === "people") this.people = message.people;
    if (message.kind === "part") this.#takePart(message.part);
    if (message.kind === "casebook") this.#take(message.totals);
  }

  /** Seals all there is, and has the browser save it as a new file: an older one is never overwritten. */
  async save(): Promise<void> {
    this.saving = true;
    this.#app.changed();
    await this.#app.attempt(async () => {
      await this.#app.worker.ask({ kind: "seal", wanted: this.#wanted() }, (message) => {
        this.hear(message);
        if (message.kind === "sealed") this.#offer(message.bytes, message.readers);
      });
    });
    this.saving = false;
    this.#app.changed();
  }

  /** The saved file, chosen again, is compared with what was sealed; null if the person has made sure. */
  async confirm(file: Blob | null): Promise<void> {
    await this.#app.attempt(() =>
      this.#app.worker.ask({ kind: "confirm", file }, (message) => this.hear(message)),
    );
  }

  /** The key in a choice of people; null for nobody. */
  keyOf(chosen: string): ReviewerKey | null {
    return chosen === "" ? null : (chosen as ReviewerKey);
  }

  /** The same as `act`; ends when it is signed, or couldn't be. @returns as `step` */
  perform(what: What): Promise<boolean> {
    return this.step([what]);
  }

  /** What belongs together: all of it or nothing, and taken back together. @returns whether it is signed; why not is said */
  async step(whats: readonly What[]): Promise<boolean> {
    if (whats.length === 0) return true;
    this.#pending = [...this.#pending, ...whats];
    this.#app.changed();
    const isSigned = await this.#app.attempt(() =>
      this.#app.worker.ask({ kind: "act", whats }, (message) => this.hear(message)),
    );
    this.#pending = this.#pending.filter((other) => !whats.includes(other));
    this.#app.changed();
    return isSigned;
  }

  /** Views are taken as they come; what is a list counts once all of it is there. */
  #takePart({ views = [], entities = [], ...lists }: Partial<Lists>): void {
    for (const view of views) {
      this.views.set(view.tip, view);
      this.#app.queue.takeKept(view);
      this.#app.near.note(view.tip);
    }
    for (const view of entities) this.entities.set(view.entity, view);
    append(this.#coming.exports, lists.exports);
    append(this.#coming.accepted, lists.accepted);
    append(this.#coming.publications, lists.publications);
    append(this.#coming.recipients, lists.recipients);
    append(this.#coming.unverified, lists.unverified);
    append(this.#coming.letters, lists.letters);
  }

  #take({
    acts,
    state,
    last,
    refused,
    unknown,
    doubted,
    ruling,
    writing,
    sameLetters,
    vouched,
    stored,
    unsaved,
    isHanded,
  }: Totals): void {
    this.acts = acts;
    this.state = state;
    this.last = last;
    this.refused = refused;
    this.unknown = unknown;
    this.doubted = doubted;
    this.ruling = ruling;
    this.writing = writing;
    this.vouched = vouched;
    this.unsaved = unsaved;
    this.isHanded = isHanded;
    this.#stored = stored;
    this.exports = this.#coming.exports;
    this.accepted = this.#coming.accepted;
    this.publications = this.#coming.publications;
    this.recipients = this.#coming.recipients;
    this.unverified = this.#coming.unverified;
    if (!sameLetters) this.letters = this.#coming.letters;
    this.#coming = nothingComing();
    this.#app.near.goOn();
  }

  #offer(bytes: Uint8Array<ArrayBuffer>, readers: readonly string[]): void {
    this.readers = readers;
    this.#files++;
    const name = casebookFileName(this.#app.reviewer?.handle ?? "", dayOf(Date.now()), this.#files);
    this.handedAs = name;
    offerFile(new Blob([bytes], { type: "application/octet-stream" }), name);
  }

  /** The attachments of kept tips that no casebook holds yet, where their envelopes are at hand. */
  #wanted(): Wanted[] {
    return [...this.#app.queue.tips.values()].flatMap(({ id, contents, source }) => {
      if (!source || (this.views.get(id)?.kept.length ?? 0) === 0) return [];
      return filesOf(contents)
        .filter(({ sha256 }) => !this.#stored.has(sha256))
        .map(({ sha256, size, name }) => ({ sha256, size, name, ...source }));
    });
  }
}

/** Lists of which the worker has told a part. */
type Coming = { [K in Exclude<keyof Lists, "views" | "entities">]: Lists[K][number][] };

function nothingComing(): Coming {
  return { exports: [], accepted: [], publications: [], recipients: [], unverified: [], letters: [] };
}

function append<T>(all: T[], more: readonly T[] = []): void {
  for (const one of more) all.push(one);
}
