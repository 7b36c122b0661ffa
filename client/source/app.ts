import type { Codename } from "../letters/codename.ts";
import type { Looked } from "./correspondence.ts";
import { type Carrying, Delivery, type DeliveryListener } from "./delivery.ts";
import type { Draft } from "./draft.ts";
import { SourceError, type SourceErrorCode, troubleOf } from "./errors.ts";
import { checkSealed, FileDelivery } from "./hand-in.ts";
import { Pace } from "./pace.ts";
import { fetchPool, givesLetters, readPool } from "./pool.ts";
import { fetchRosterFile } from "./roster.ts";
import { sealToFile } from "./sealed-file.ts";
import { SealingWorker } from "./sealing-worker.ts";
import type { Progress, State, Trouble, Trust } from "./state.ts";
import { isForgotten, isResumable } from "./upload/problem.ts";
import { fetchTransport } from "./upload/transport.ts";
import type { Verified } from "./worker/messages.ts";

/** Troubles that the person mends on the way through, before anything leaves. */
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
  readonly #options: AppOptions;
  readonly #pace = new Pace();
  #rosterFile: Uint8Array<ArrayBuffer> | undefined;
  /** The letters of everybody; nothing where none were given or asked for. */
  #pool: Promise<Uint8Array<ArrayBuffer>> | undefined;
  #poolTrouble: Trouble | undefined;
  #trust: Trust;
  /** What is sent is sealed here. */
  #worker: SealingWorker | undefined;
  /** Those that verify or look, each on one thing: nothing that is sent waits for them, or ends them. */
  readonly #aside = new Set<SealingWorker>();
  #delivery: Carrying | undefined;
  /** What was handed in, to be sent once more if the server has forgotten its beginning. */
  #file: Blob | undefined;
  #running: Promise<void> = Promise.resolve();
  #progress: Progress = { what: "tip", stored: 0, length: 0, paused: false };
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

  /** Why no letters can be looked at, if that is known. */
  get poolTrouble(): Trouble | undefined {
    return this.#poolTrouble;
  }

  /** Whether letters can be looked through once they are here: from a file, they have to be chosen. */
  get hasPool(): boolean {
    return this.#pool !== undefined;
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
      if (givesLetters(rosterFile)) this.#fetchPool();
      return rosterFile;
    });
  }

  /** The roster as a file that the person has downloaded. */
  async takeRoster(file: Blob): Promise<void> {
    await this.#verify(async () => new Uint8Array(await file.arrayBuffer()));
  }

  /** The letters of everybody, as a file that the person has downloaded. */
  async takePool(file: Blob): Promise<void> {
    this.#pool = undefined;
    this.#poolTrouble = undefined;
    try {
      this.#pool = Promise.resolve(await readPool(file));
    } catch (error) {
      this.#poolTrouble = troubleOf(error);
    }
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
      const pool = await this.#pool;
      if (!pool) throw new SourceError("letters-unreachable");
      const found = await this.#withWorker(this.#rosterFile, (worker) => worker.look(codename, pool));
      return { state: "found", found };
    } catch (error) {
      return { state: "trouble", trouble: troubleOf(error) };
    }
  }

  /** Seals what is in the draft: to a server, or into a file where there is none. */
  async seal(): Promise<void> {
    return this.fromFile ? this.saveSealedFile() : this.send();
  }

  /** Seals what is in the draft, and uploads it meanwhile. */
  async send(): Promise<void> {
    try {
      const draft = this.draft.toSeal();
      this.#begin("tip");
      const worker = await this.#startWorker();
      if (!this.#sending) return;
      await this.#carry(new Delivery(worker, draft, fetchTransport, this.#listener()));
    } catch (error) {
      this.#failed(troubleOf(error));
    }
  }

  /** Hands in a file that was sealed earlier. What isn't sealed is refused before any of it leaves. */
  async handIn(file: Blob): Promise<void> {
    try {
      await checkSealed(file);
      this.#begin("file");
      this.#file = file;
      await this.#carry(new FileDelivery(file, fetchTransport, this.#listener()));
    } catch (error) {
      this.#failed(troubleOf(error));
    }
  }

  /** While sending: the network rests, and what is stored stays. */
  pause(): void {
    this.#delivery?.pause();
    this.#pace.forget();
    this.#report({ paused: true });
  }

  /** After `pause` or `stopped`: goes on from the first part that the server hasn't got, or begins anew. */
  async tryAgain(): Promise<void> {
    const delivery = this.#delivery;
    if (!delivery) return this.#file ? this.handIn(this.#file) : this.send();
    this.#pace.forget();
    this.#sending = true;
    this.#report({ paused: false });
    try {
      await this.#carry(delivery);
    } catch (error) {
      this.#failed(troubleOf(error));
    }
  }

  /** Goes on after a pause, or at once where the page waits before the next attempt. */
  async resume(): Promise<void> {
    this.#delivery?.pause();
    return this.tryAgain();
  }

  /** Seals into a file on the person's machine. */
  async saveSealedFile(): Promise<void> {
    try {
      const draft = this.draft.toSeal();
      this.#enter({ step: "saving" });
      this.#endWork();
      const worker = await this.#startWorker();
      this.#options.offerFile(await sealToFile(worker, draft));
      this.#endWork();
      this.#enter({ step: "saved" });
    } catch (error) {
      this.#failed(troubleOf(error));
    }
  }

  /** Back to the way through, with everything still there. What was uploaded so far is worthless, and goes by itself. */
  backToWriting(notice?: Trouble): void {
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
    for (const worker of this.#aside) worker.terminate();
    this.draft.clear();
    this.#file = undefined;
    this.#rosterFile = undefined;
    this.#pool = undefined;
  }

  async #verify(bytes: () => Promise<Uint8Array<ArrayBuffer>>): Promise<void> {
    const checking: Trust = { state: "checking" };
    this.#believe(checking);
    try {
      const rosterFile = await bytes();
      const verified = await this.#withWorker(rosterFile, (_, verified) => verified);
      if (this.#trust !== checking) return;
      this.#rosterFile = rosterFile;
      this.#believe({ state: "verified", verified });
    } catch (error) {
      if (this.#trust === checking) this.#believe(this.#refusal(troubleOf(error)));
    }
  }

  /** Once, whatever the person does: so that all visits are alike. It breaks off for good, or comes. */
  #fetchPool(): void {
    if (this.#pool) return;
    this.#pool = fetchPool();
    this.#pool.catch((error: unknown) => {
      this.#poolTrouble = troubleOf(error);
    });
  }

  #refusal(trouble: Trouble): Trust {
    return this.fromFile ? { state: "wanted", trouble } : { state: "refused", ...trouble };
  }

  /** What is being sent, or was, stays in sight. */
  #believe(trust: Trust): void {
    this.#trust = trust;
    if (this.#step === "writing") this.#enter({ step: "writing", trust });
  }

  #begin(what: Progress["what"]): void {
    this.#endWork();
    this.#sending = true;
    this.#pace.forget();
    this.#file = undefined;
    this.#progress = { what, stored: 0, length: 0, paused: false };
    this.#enter({ step: "sending", ...this.#progress });
  }

  /** Runs it after the run before has ended: a paused one may still be putting its parts back. */
  async #carry(delivery: Carrying): Promise<void> {
    this.#delivery = delivery;
    await Promise.allSettled([this.#running]);
    if (this.#delivery !== delivery) throw new SourceError("stopped");
    this.#running = delivery.run();
    await this.#running;
    this.#endWork();
    const { what } = this.#progress;
    const answerable = what === "tip" && this.draft.correspondence.codename !== undefined;
    if (what === "tip") this.draft.clear();
    this.#enter({ step: "arrived", what, answerable });
  }

  #listener(): DeliveryListener {
    return {
      progress: (stored, length) => {
        this.#pace.note(performance.now() / 1000, stored);
        const remaining = this.#pace.remaining(length);
        const { what, paused } = this.#progress;
        this.#progress = { what, stored, length, paused };
        this.#report(remaining === undefined ? {} : { remaining });
      },
      waiting: (pause) => {
        this.#pace.forget();
        this.#report({ waiting: pause });
      },
    };
  }

  #report(news: Partial<Progress>): void {
    const { what, stored, length, paused } = this.#progress;
    this.#progress = { what, stored, length, paused: news.paused ?? paused };
    if (this.#sending) this.#enter({ step: "sending", ...this.#progress, ...news });
  }

  #failed(trouble: Trouble): void {
    const { code } = trouble;
    if (code === "stopped") return;
    const { what } = this.#progress;
    const begun = this.#delivery?.begun ?? false;
    this.#sending = false;
    if (code === "not-sealed" || MENDED_ON_THE_WAY.has(code)) this.#mendOnTheWay(trouble);
    else if (!begun) this.#refuse(trouble);
    else if (what === "file" && !isResumable(code) && !isForgotten(code)) this.#giveUp("sealed-file-refused");
    else this.#stopped(code);
  }

  #refuse(trouble: Trouble): void {
    this.#trust = this.#refusal(trouble);
    this.backToWriting();
  }

  #stopped(code: SourceErrorCode): void {
    if (!isResumable(code)) this.#endWork();
    this.#enter({ step: "stopped", what: this.#progress.what, code });
  }

  #giveUp(code: SourceErrorCode): void {
    this.#endWork();
    this.backToWriting({ code });
  }

  /** A file that can't be read any more is called by the name that the person knows it by. */
  #mendOnTheWay({ code, file }: Trouble): void {
    this.backToWriting({ code, file: file && this.draft.files.lose(file) });
  }

  /** A worker for what is sent, that has just verified the roster. */
  async #startWorker(): Promise<SealingWorker> {
    if (!this.#rosterFile) throw new SourceError("roster-unreachable");
    const worker = new SealingWorker();
    this.#worker = worker;
    await worker.verify(this.#rosterFile);
    return worker;
  }

  /** Work for a worker of its own, that verifies the roster first and is ended after it. */
  async #withWorker<T>(
    rosterFile: Uint8Array<ArrayBuffer> | undefined,
    work: (worker: SealingWorker, verified: Verified) => T | Promise<T>,
  ): Promise<T> {
    if (!rosterFile || this.#left) throw new SourceError("roster-unreachable");
    const worker = new SealingWorker();
    this.#aside.add(worker);
    try {
      return await work(worker, await worker.verify(rosterFile));
    } finally {
      worker.terminate();
      this.#aside.delete(worker);
    }
  }

  #endWork(): void {
    this.#sending = false;
    this.#delivery?.stop();
    this.#delivery = undefined;
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #enter(state: State): void {
    this.#step = state.step;
    if (!this.#left) this.#options.show(state);
  }
}
