import type { Codename } from "../letters/codename.ts";
import type { Looked } from "./correspondence.ts";
import { type Carrying, Delivery } from "./delivery.ts";
import type { Draft } from "./draft.ts";
import { failureOf, SourceError, type SourceErrorCode, type SourceFailure } from "./errors.ts";
import { checkSealed, FileDelivery } from "./hand-in.ts";
import { Meter } from "./meter.ts";
import { givesLetters, Pool } from "./pool.ts";
import { fetchRosterFile } from "./roster.ts";
import { sealToFile } from "./sealed-file.ts";
import { SealingWorkers } from "./sealing-workers.ts";
import type { Progress, State, Trust } from "./state.ts";
import { FORGOTTEN, RESUMABLE } from "./upload/problem.ts";
import { fetchTransport } from "./upload/transport.ts";

/** Errors that the person mends on the way through, before anything leaves. */
const MENDED_ON_THE_WAY: ReadonlySet<SourceErrorCode> = new Set<SourceErrorCode>([
  "nothing-said",
  "still-cleaning",
  "tip-too-large",
  "too-many-files",
  "files-too-large",
  "file-unreadable",
]);

export interface AppOptions {
  readonly draft: Draft;
  /** Whether the page was opened from a file: then the roster is one, too. */
  readonly fromFile: boolean;
  readonly show: (state: State) => void;
  readonly offerFile: (file: Blob) => void;
  /** Goes to a harmless page. */
  readonly leave: () => void;
}

/** What the page does. What a person sees of it is the view's; each change is shown through `show`. */
export class App {
  readonly draft: Draft;
  readonly fromFile: boolean;
  readonly pool = new Pool();
  readonly #options: AppOptions;
  readonly #workers = new SealingWorkers();
  readonly #meter = new Meter((progress) => this.#report(progress));
  #trust: Trust;
  #delivery: Carrying | undefined;
  /** What was handed in, to be sent once more if the server has forgotten its beginning. */
  #file: Blob | undefined;
  #running: Promise<void> = Promise.resolve();
  #step: State["step"] = "writing";
  #sending = false;
  #left = false;

  constructor(options: AppOptions) {
    this.#options = options;
    this.draft = options.draft;
    this.fromFile = options.fromFile;
    this.#trust = { state: this.fromFile ? "wanted" : "checking" };
  }

  get trust(): Trust {
    return this.#trust;
  }

  /** Whether reviewers answer here, as far as is known. */
  get givesLetters(): boolean {
    return this.#trust.state === "verified" && this.#trust.verified.givesLetters;
  }

  /** Whether something would be lost if the page were closed now. */
  get unsent(): boolean {
    return !this.#left && (this.#sending || this.draft.holdsSomething);
  }

  /** Begins; fetches the roster meanwhile, if it is to be had from a server. */
  start(): void {
    if (this.fromFile) this.#enter({ step: "writing", trust: this.#trust });
    else this.check();
  }

  /** Fetches the roster and has it verified; until it holds, nothing can be sent. */
  async check(): Promise<void> {
    await this.#verify(async () => {
      const rosterFile = await fetchRosterFile();
      if (givesLetters(rosterFile)) this.pool.fetch();
      return rosterFile;
    });
  }

  /** The roster as a file that the person has downloaded. */
  async takeRoster(file: Blob): Promise<void> {
    await this.#verify(async () => new Uint8Array(await file.arrayBuffer()));
  }

  /** Looks for the letters of the codename in use, once all that were asked for are here; asks for none. */
  async look(): Promise<void> {
    const { correspondence } = this.draft;
    const { codename } = correspondence;
    if (!codename) return;
    const looking = { state: "looking" } as const;
    correspondence.looked = looking;
    const looked = await this.#lookFor(codename);
    if (correspondence.looked === looking) correspondence.looked = looked;
  }

  async #lookFor(codename: Codename): Promise<Looked> {
    try {
      const pool = await this.pool.bytes();
      const found = await this.#workers.aside((worker) => worker.look(codename, pool));
      return { state: "found", found };
    } catch (error) {
      return { state: "failed", failure: failureOf(error) };
    }
  }

  /** Seals what is in the draft: to a server, or into a file where there is none. */
  async seal(): Promise<void> {
    return this.fromFile ? this.saveSealedFile() : this.send();
  }

  /** Seals what is in the draft, and uploads it meanwhile. */
  send(): Promise<void> {
    return this.#attempt(async () => {
      const draft = this.draft.toSeal();
      this.#begin("tip");
      const worker = await this.#workers.start();
      if (!this.#sending) return;
      await this.#carry(new Delivery(worker, draft, fetchTransport, this.#meter));
    });
  }

  /** Hands in a file that was sealed earlier. What isn't sealed is refused before any of it leaves. */
  handIn(file: Blob): Promise<void> {
    return this.#attempt(async () => {
      await checkSealed(file);
      this.#begin("file");
      this.#file = file;
      await this.#carry(new FileDelivery(file, fetchTransport, this.#meter));
    });
  }

  /** While sending: the network rests, and what is stored stays. */
  pause(): void {
    this.#delivery?.pause();
    this.#meter.pause(true);
  }

  /** After `pause` or `stopped`: goes on from the first part that the server hasn't got, or begins anew. */
  async tryAgain(): Promise<void> {
    const delivery = this.#delivery;
    if (!delivery) return this.#file ? this.handIn(this.#file) : this.send();
    this.#sending = true;
    this.#meter.pause(false);
    return this.#attempt(() => this.#carry(delivery));
  }

  /** Goes on after a pause, or at once where the page waits before the next attempt. */
  async resume(): Promise<void> {
    this.#delivery?.pause();
    return this.tryAgain();
  }

  /** Seals into a file on the person's machine. */
  saveSealedFile(): Promise<void> {
    return this.#attempt(async () => {
      const draft = this.draft.toSeal();
      this.#enter({ step: "saving" });
      this.#endWork();
      const worker = await this.#workers.start();
      this.#options.offerFile(await sealToFile(worker, draft));
      this.#endWork();
      this.#enter({ step: "saved" });
    });
  }

  /** Back to the way through, with everything still there. What was uploaded so far is worthless, and goes by itself. */
  backToWriting(notice?: SourceFailure): void {
    this.#endWork();
    const trust = this.#trust;
    this.#enter(notice ? { step: "writing", trust, notice } : { step: "writing", trust });
  }

  /** Drops everything that this page knows, and leaves. */
  wipe(): void {
    this.#enter({ step: "wiped" });
    this.#options.leave();
  }

  /** Drops everything that this page knows, at once. */
  abandon(): void {
    this.#left = true;
    this.#endWork();
    this.#workers.end();
    this.draft.clear();
    this.#file = undefined;
    this.pool.drop();
  }

  async #verify(bytes: () => Promise<Uint8Array<ArrayBuffer>>): Promise<void> {
    const checking: Trust = { state: "checking" };
    this.#believe(checking);
    try {
      const rosterFile = await bytes();
      const verified = await this.#workers.verify(rosterFile);
      if (this.#trust !== checking) return;
      this.#workers.rosterFile = rosterFile;
      this.#believe({ state: "verified", verified });
    } catch (error) {
      if (this.#trust === checking) this.#believe(this.#refusal(failureOf(error)));
    }
  }

  #refusal(failure: SourceFailure): Trust {
    return this.fromFile ? { state: "wanted", failure } : { state: "refused", ...failure };
  }

  /** What is being sent, or was, stays in sight. */
  #believe(trust: Trust): void {
    this.#trust = trust;
    if (this.#step === "writing") this.#enter({ step: "writing", trust });
  }

  #begin(what: Progress["what"]): void {
    this.#endWork();
    this.#sending = true;
    this.#file = undefined;
    this.#meter.begin(what);
  }

  /** Runs it after the run before has ended: a paused one may still be putting its parts back. */
  async #carry(delivery: Carrying): Promise<void> {
    this.#delivery = delivery;
    await Promise.allSettled([this.#running]);
    if (this.#delivery !== delivery) throw new SourceError("stopped");
    this.#running = delivery.run();
    await this.#running;
    this.#endWork();
    const { what } = this.#meter;
    const answerable = what === "tip" && this.draft.correspondence.codename !== undefined;
    if (what === "tip") this.draft.clear();
    this.#enter({ step: "arrived", what, answerable });
  }

  #report(progress: Progress): void {
    if (this.#sending) this.#enter({ step: "sending", ...progress });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#failed(failureOf(error));
    }
  }

  #failed(failure: SourceFailure): void {
    const { code, file } = failure;
    if (code === "stopped") return;
    const { what } = this.#meter;
    const begun = this.#delivery?.begun ?? false;
    this.#sending = false;
    if (code === "not-sealed" || MENDED_ON_THE_WAY.has(code)) {
      // A file that can't be read any more is called by the name that the person knows it by.
      this.backToWriting({ code, file: file && this.draft.files.lose(file) });
    } else if (!begun) {
      this.#trust = this.#refusal(failure);
      this.backToWriting();
    } else if (what === "file" && !RESUMABLE.has(code) && !FORGOTTEN.has(code)) {
      this.backToWriting({ code: "sealed-file-refused" });
    } else {
      if (!RESUMABLE.has(code)) this.#endWork();
      this.#enter({ step: "stopped", what, code });
    }
  }

  #endWork(): void {
    this.#sending = false;
    this.#delivery?.stop();
    this.#delivery = undefined;
    this.#workers.endSending();
  }

  #enter(state: State): void {
    this.#step = state.step;
    if (!this.#left) this.#options.show(state);
  }
}
