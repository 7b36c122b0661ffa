import type { EntityId, ReviewerKey, TipId } from "../casebook/names.ts";
import type { Audience } from "../casebook/what.ts";
import type { Encoding } from "../opening/encodings.ts";
import type { FoundFile } from "../opening/opened-tip.ts";
import type { Trouble } from "../opening/trouble.ts";
import type { Description } from "../pictures/clean.ts";
import { CountsDesk } from "./counts/desk.ts";
import type { Host } from "./host.ts";
import { LeavingDesk } from "./leaving/desk.ts";
import { reasonsAsked } from "./leaving/reasons.ts";
import { LettersDesk } from "./letters/desk.ts";
import { NearDesk, type NearHost } from "./near/desk.ts";
import { knownTip } from "./near/known-tip.ts";
import { PlaceDesk } from "./places/desk.ts";
import { QueueDesk } from "./queue/desk.ts";
import type { Among } from "./queue/filter.ts";
import type { QueuedTip } from "./queue/queued-tip.ts";
import { CasebookDesk } from "./review/casebook.ts";
import { type Draft, Drafts } from "./review/drafts.ts";
import { wordsAsKept } from "./review/otherwise-read.ts";
import { SavedDesk } from "./saved/desk.ts";
import { startNear, workerProgram } from "./start-worker.ts";
import { tracked } from "./state.ts";
import { en } from "./strings/en.ts";
import type { SectionName, Strings } from "./strings/strings.ts";
import { TogetherDesk } from "./together/desk.ts";
import { TriageDesk } from "./triage/desk.ts";
import type { BundleHead, Found, FoundTip, Reviewer } from "./worker/messages.ts";
import { startVault, TroubleError } from "./worker-client.ts";

export interface BrokenEnvelope {
  readonly file: string;
  readonly name: string;
  readonly trouble: Trouble;
  /** What the tip in it would be called; null if nobody says so. */
  readonly tip: TipId | null;
}

/** Milliseconds after which what came in is taken into the queue, while more comes. */
const TAKEN_EVERY = 250;

interface Opening {
  readonly name: string;
  readonly percent: number;
  readonly tips?: { readonly done: number; readonly of: number };
}

export interface OpenedBundle {
  readonly file: string;
  readonly head: BundleHead;
}

/** All that the workbench holds and does, as signals: what a person sees of it is the view's. */
export class App implements Host {
  strings: Strings = en;
  lock: { readonly state: "locked" | "unlocking"; readonly trouble?: Trouble } | undefined = {
    state: "locked",
  };
  reviewer: Reviewer | undefined;
  /** Which part of the work is in sight. */
  section: SectionName = "tips";
  /** The file that is being opened; `tips` once it is known how many there are. */
  opening: Opening | undefined;
  broken: readonly BrokenEnvelope[] = [];
  bundles: readonly OpenedBundle[] = [];
  readonly worker = startVault();
  readonly casebook = new CasebookDesk(this);
  readonly drafts = new Drafts({ isAsked: (draft) => this.#isAsked(draft) });
  readonly queue = new QueueDesk(this);
  readonly saved = new SavedDesk(this);
  /** Whether the list of keys is shown. */
  keysShown = false;
  /** Whether everything is shown that the queue can be filtered by. */
  filtersShown = false;
  /** Whether the whole review is shown where there is no room for it beside the tip. */
  reviewShown = false;
  readonly near = new NearDesk(nearHost(this), startNear);
  readonly together = new TogetherDesk(this);
  readonly triage = new TriageDesk(this);
  /** The station or the incident that is open. */
  entity: EntityId | undefined;
  readonly places = new PlaceDesk(this);
  readonly counts = new CountsDesk(this);
  readonly leaving = new LeavingDesk(this);
  readonly letters = new LettersDesk(this);
  /** Something that was asked for went wrong; said until the next thing is asked for. */
  trouble: Trouble | undefined;
  #arrived: FoundTip[] = [];
  #taking: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    tracked(this);
  }

  speak(strings: Strings): void {
    this.strings = strings;
  }

  /** Shows in the queue the tips that were chosen elsewhere. */
  showAmong(among: Among): void {
    this.section = "tips";
    this.queue.narrow({ among });
  }

  /** Opens where the oldest draft is typed. */
  openDraft(): void {
    const draft = this.drafts.first;
    if (!draft) return;
    const { kind, about, value } = draft;
    if (kind === "override") void this.leaving.lookFor(Object.keys(value as object)[0] as Audience);
    if (kind === "recipient") this.leaving.ask({ audience: about as Audience });
    if (kind === "override" || kind === "reason" || kind === "recipient") this.goTo("leaving");
    else if (kind === "refusal") this.goTo("letters");
    else if (this.casebook.entities.has(about as EntityId)) this.openEntity(about as EntityId);
    else {
      this.goTo("tips");
      if (kind === "filter-name") this.showFilters(true);
      else if (kind !== "bulk-label") this.queue.openTip(about as TipId);
    }
  }

  /** What was typed about something that is gone is asked for nowhere. */
  #isAsked({ kind, about }: Draft): boolean {
    if (kind === "filter-name" || kind === "recipient") return true;
    if (kind === "bulk-label") return this.queue.selected.size > 0;
    if (kind === "refusal") return this.letters.drafts.some(({ name }) => name === about);
    if (kind === "reason") return reasonsAsked(this.casebook).has(about);
    return this.queue.tips.has(about as TipId) || this.casebook.entities.has(about as EntityId);
  }

  /** A dossier's becomes the name of a PDF that is printed of it. */
  get title(): string {
    const number = this.leaving.dossier?.cases[0]?.number;
    return number === undefined ? this.strings.title : this.strings.leaving.dossierOf(number);
  }

  /** Something would be lost with the tab. */
  get holdsUnsaved(): boolean {
    return this.casebook.unsaved > 0 || this.drafts.count > 0 || this.letters.holdsUnsaved;
  }

  /** Opens a station or an incident, or the list of all. */
  openEntity(entity: EntityId | undefined): void {
    this.entity = entity;
    this.goTo("stations");
  }

  showKeys(shown: boolean): void {
    this.keysShown = shown;
  }

  showFilters(shown: boolean): void {
    this.filtersShown = shown;
  }

  showReview(shown: boolean): void {
    this.reviewShown = shown;
  }

  goTo(section: SectionName): void {
    this.section = section;
  }

  get reviewerKey(): ReviewerKey {
    return (this.reviewer?.key ?? "") as ReviewerKey;
  }

  async unlock(vault: Blob, passphrase: string): Promise<void> {
    this.lock = { state: "unlocking" };
    try {
      this.reviewer = await this.worker.call("unlock", { vault, passphrase, program: workerProgram() });
      this.lock = undefined;
    } catch (error) {
      this.lock = { state: "locked", trouble: troubleIn(error) };
    }
  }

  /** One file after the other; what is wrong with one doesn't keep the others from being opened. */
  async openFiles(files: readonly File[]): Promise<void> {
    for (const file of files) {
      this.opening = { name: file.name, percent: 0 };
      this.casebook.noteFile(file.name);
      try {
        await this.worker.call("open", { file, name: file.name }, (found) => this.#hear(file, found));
      } catch (error) {
        this.broken = [
          ...this.broken,
          { file: file.name, name: file.name, trouble: troubleIn(error), tip: null },
        ];
      }
      this.#takeArrived(file);
    }
    await this.#readAsKept();
    this.opening = undefined;
    this.queue.at ??= this.queue.visible[0]?.tip.id;
    this.near.goOn();
  }

  /** Does something that may fail in ways that a person has to know of. @returns whether it didn't */
  async attempt(work: () => Promise<unknown>): Promise<boolean> {
    this.trouble = undefined;
    try {
      await work();
    } catch (error) {
      this.trouble = troubleIn(error);
    }
    return this.trouble === undefined;
  }

  /** The bytes of one file of a tip, opened anew from where its sealed bytes are. @throws TroubleError */
  extract({ source }: QueuedTip, { sha256, name }: FoundFile): Promise<Uint8Array<ArrayBuffer>> {
    return this.worker.call("extract", { source, sha256, name });
  }

  /** A ZIP of the files of a tip, each under a name of ours. @throws TroubleError */
  archive(
    { source }: QueuedTip,
    designation: string,
    files: readonly FoundFile[],
  ): Promise<Uint8Array<ArrayBuffer>> {
    return this.worker.call("archive", { source, designation, files });
  }

  /** Reads the texts of what was sealed by hand as somebody chose. */
  async readAs({ source }: QueuedTip, encoding: Encoding): Promise<void> {
    if (!source) return;
    await this.attempt(async () => {
      this.#takeTips(source.file, [await this.worker.call("readAs", { source, encoding })]);
    });
    this.near.goOn();
  }

  /** What was sealed by hand is shown as whoever kept it read it, if its bytes say so. */
  async #readAsKept(): Promise<void> {
    for (const tip of this.queue.tips.values()) {
      const words = wordsAsKept(tip, this.casebook.views.get(tip.id));
      const { source } = tip;
      if (words === undefined || !source) continue;
      await this.attempt(async () => {
        const read = await this.worker.call("readWords", { source, words });
        if (read) this.#takeTips(source.file, [read]);
      });
    }
  }

  /** What a picture, film or sound says about itself. @throws TroubleError */
  describe({ source }: QueuedTip, { sha256, name }: FoundFile): Promise<Description> {
    return this.worker.call("describe", { source, sha256, name });
  }

  /** What a worker found in a file comes in while it is still reading. */
  #hear(file: File, message: Found): void {
    if (message.kind === "tips") {
      this.#countOpened(message.tips.length);
      this.#arrived = [...this.#arrived, ...message.tips];
      this.#taking ??= setTimeout(() => this.#takeArrived(file), TAKEN_EVERY);
    } else if (message.kind === "part" || message.kind === "casebook") this.casebook.hear(message);
    else if (message.kind === "people") this.casebook.people = message.people;
    else if (message.kind === "bundle") this.#takeBundle(file, message.bundle);
    else if (message.kind === "broken") {
      const { name, trouble, tip } = message;
      this.broken = [...this.broken, { file: file.name, name, trouble, tip }];
      if (tip) this.queue.takeShut(tip, trouble);
      this.#countOpened(1);
    } else if (message.kind === "own") this.#takeOwn(file, message.text);
    else if (message.kind === "draft") this.letters.takeDraft(message.draft);
    else if (message.kind === "progress" && this.opening) {
      this.opening = { ...this.opening, percent: Math.floor((100 * message.read) / message.length) };
    }
  }

  #takeTips(file: Blob, tips: readonly FoundTip[]): void {
    this.queue.take(file, tips);
    for (const { opened } of tips) this.near.note(opened.id);
  }

  /** Drawing the queue takes longer than opening a batch of it. */
  #takeArrived(file: Blob): void {
    clearTimeout(this.#taking);
    this.#taking = undefined;
    this.#takeTips(file, this.#arrived.splice(0));
  }

  #countOpened(more: number): void {
    const { opening } = this;
    if (!opening?.tips) return;
    const { done, of } = opening.tips;
    // What lies in a bundle and isn't in its list is broken, and not among what was promised.
    this.opening = { ...opening, tips: { done: Math.min(done + more, of), of } };
  }

  #takeOwn({ name }: File, text: string): void {
    try {
      this.saved.take(text);
    } catch (error) {
      this.broken = [...this.broken, { file: name, name, trouble: troubleIn(error), tip: null }];
    }
  }

  #takeBundle(file: File, head: BundleHead): void {
    this.bundles = [...this.bundles, { file: file.name, head }];
    if (this.opening) this.opening = { ...this.opening, tips: { done: 0, of: head.count } };
    this.queue.learn(head.rosters);
  }
}

/** What the comparing of tips needs of the rest. */
function nearHost(app: App): NearHost {
  return {
    known(tip) {
      const queued = app.queue.tips.get(tip);
      return queued && knownTip(queued, app.casebook.views.get(tip));
    },
    isBusy: () => app.opening !== undefined,
    grouped: (groups) => app.queue.group(groups),
    failed() {
      app.trouble = "worker-broken";
    },
  };
}

function troubleIn(error: unknown): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  throw error;
}
