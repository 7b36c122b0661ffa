import type { EntityId, ReviewerKey, TipId } from "../casebook/names.ts";
import type { Audience } from "../casebook/what.ts";
import type { ErrorCode } from "../opening/error-codes.ts";
import type { FoundFile } from "../opening/opened-tip.ts";
import type { Description } from "../pictures/clean.ts";
import { ArrivalsModel } from "./arrivals/model.ts";
import { CountsModel } from "./counts/model.ts";
import { ExportModel } from "./export/model.ts";
import { reasonsAsked } from "./export/reasons.ts";
import type { Host } from "./host.ts";
import { LettersModel } from "./letters/model.ts";
import { knownTip, type NearHost, NearModel } from "./near/model.ts";
import { PlaceModel } from "./places/model.ts";
import type { Among } from "./queue/filter.ts";
import { QueueModel } from "./queue/model.ts";
import type { QueuedTip } from "./queue/queued-tip.ts";
import { CasebookModel } from "./review/casebook.ts";
import { type Draft, Drafts } from "./review/drafts.ts";
import { SavedModel } from "./saved/model.ts";
import { startNear } from "./start-worker.ts";
import { tracked } from "./state.ts";
import { en } from "./strings/en.ts";
import type { SectionName, Strings } from "./strings/strings.ts";
import { TogetherModel } from "./together/model.ts";
import { TriageModel } from "./triage/model.ts";
import type { Reviewer } from "./worker/messages.ts";
import { codeIn, startVault } from "./worker-client.ts";

/** All that the workbench holds and does, as signals: what a person sees of it is the view's. */
export class App implements Host {
  strings: Strings = en;
  lock: { readonly state: "locked" | "unlocking"; readonly error?: ErrorCode } | undefined = {
    state: "locked",
  };
  reviewer: Reviewer | undefined;
  /** Which part of the work is in sight. */
  section: SectionName = "tips";
  readonly worker = startVault();
  readonly casebook = new CasebookModel(this);
  readonly drafts = new Drafts({ isAsked: (draft) => this.#isAsked(draft) });
  readonly queue = new QueueModel(this);
  readonly saved = new SavedModel(this);
  /** Whether the list of keys is shown. */
  keysShown = false;
  /** Whether everything is shown that the queue can be filtered by. */
  filtersShown = false;
  /** Whether the whole review is shown where there is no room for it beside the tip. */
  reviewShown = false;
  readonly near = new NearModel(nearHost(this), startNear);
  readonly together = new TogetherModel(this);
  readonly triage = new TriageModel(this);
  /** The station or the incident that is open. */
  entity: EntityId | undefined;
  readonly places = new PlaceModel(this);
  readonly counts = new CountsModel(this);
  readonly exports = new ExportModel(this);
  readonly letters = new LettersModel(this);
  readonly arrivals = new ArrivalsModel(this);
  /** Something that was asked for went wrong; said until the next thing is asked for. */
  error: ErrorCode | undefined;

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

  /** Opens a tip, from wherever somebody is. */
  openTip(tip: TipId | undefined): void {
    this.goTo("tips");
    this.queue.openTip(tip);
  }

  /** Opens where the oldest draft is typed. */
  openDraft(): void {
    const draft = this.drafts.first;
    if (!draft) return;
    const { kind, about, of } = draft;
    if (kind === "override") void this.exports.lookFor(of as Audience);
    if (kind === "recipient") this.exports.ask({ audience: about as Audience });
    if (kind === "override" || kind === "reason" || kind === "recipient") this.goTo("export");
    else if (kind === "refusal") this.goTo("letters");
    else if (this.casebook.entities.has(about as EntityId)) this.openEntity(about as EntityId);
    else {
      this.goTo("tips");
      if (kind === "filter-name") this.filtersShown = true;
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
    const number = this.exports.dossier?.cases[0]?.number;
    return number === undefined ? this.strings.title : this.strings.exports.dossierOf(number);
  }

  /** Something would be lost with the tab. */
  get holdsUnsaved(): boolean {
    return this.casebook.toSave > 0 || this.drafts.count > 0 || this.letters.holdsUnsaved;
  }

  /** Opens a station or an incident, or the list of all. */
  openEntity(entity: EntityId | undefined): void {
    this.entity = entity;
    this.goTo("stations");
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
      this.reviewer = await this.worker.call("unlock", { vault, passphrase });
      this.lock = undefined;
    } catch (error) {
      this.lock = { state: "locked", error: codeIn(error) };
    }
  }

  /** Does something that may fail in ways that a person has to know of. @returns whether it didn't */
  readonly attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    this.error = undefined;
    try {
      await work();
    } catch (error) {
      this.error = codeIn(error);
    }
    return this.error === undefined;
  };

  /** The bytes of one file of a tip, opened anew from where its sealed bytes are. @throws PageError */
  extract({ source }: QueuedTip, { sha256, name }: FoundFile): Promise<Uint8Array<ArrayBuffer>> {
    return this.worker.call("extract", { source, sha256, name });
  }

  /** A ZIP of the files of a tip, each under a name of ours. @throws PageError */
  archive(
    { source }: QueuedTip,
    designation: string,
    files: readonly FoundFile[],
  ): Promise<Uint8Array<ArrayBuffer>> {
    return this.worker.call("archive", { source, designation, files });
  }

  /** What a picture, film or sound says about itself. @throws PageError */
  describe({ source }: QueuedTip, { sha256, name }: FoundFile): Promise<Description> {
    return this.worker.call("describe", { source, sha256, name });
  }
}

/** What the comparing of tips needs of the rest. */
function nearHost(app: App): NearHost {
  return {
    known(tip) {
      const queued = app.queue.tips.get(tip);
      return queued && knownTip(queued, app.casebook.views.get(tip));
    },
    isBusy: () => app.arrivals.opening !== undefined,
    grouped: (groups) => app.queue.group(groups),
    failed() {
      app.error = "worker-broken";
    },
  };
}
