import { Delivery } from "./delivery.ts";
import type { Draft } from "./draft.ts";
import { codeOf, SourceError, type SourceErrorCode } from "./errors.ts";
import { fetchRosterFile } from "./roster.ts";
import { sealToFile } from "./sealed-file.ts";
import { SealingWorker, type Verified } from "./sealing-worker.ts";
import { isResumable } from "./upload/problem.ts";
import { fetchTransport } from "./upload/transport.ts";

/** Where a person is on the way through the page. */
export type State =
  /** Whether anybody should be trusted with what is typed here is still being checked. */
  | { readonly step: "checking" }
  /** Nothing can be sealed, and why. */
  | { readonly step: "refused"; readonly code: SourceErrorCode }
  | { readonly step: "writing"; readonly verified: Verified; readonly notice?: SourceErrorCode }
  | { readonly step: "sending"; readonly stored: number; readonly length: number; readonly pause?: number }
  | { readonly step: "stopped"; readonly code: SourceErrorCode }
  | { readonly step: "saving" }
  | { readonly step: "saved" }
  | { readonly step: "arrived" }
  | { readonly step: "wiped" };

/** Troubles that the person mends in the form. */
const MENDED_IN_FORM: ReadonlySet<SourceErrorCode> = new Set<SourceErrorCode>([
  "nothing-written",
  "tip-too-large",
  "files-too-large",
  "file-unreadable",
]);

/** What the page does, step by step. What a person sees of it is the view's; each step is shown through `show`. */
export class App {
  readonly draft: Draft;
  readonly #show: (state: State) => void;
  readonly #offerFile: (file: Blob) => void;
  #rosterFile: Uint8Array<ArrayBuffer> | undefined;
  #verified: Verified | undefined;
  #worker: SealingWorker | undefined;
  #delivery: Delivery | undefined;
  #progress = { stored: 0, length: 0 };
  #wiped = false;

  constructor(draft: Draft, show: (state: State) => void, offerFile: (file: Blob) => void) {
    this.draft = draft;
    this.#show = show;
    this.#offerFile = offerFile;
  }

  /** Fetches the roster and has it verified; until it holds, nothing can be sent. */
  async check(): Promise<void> {
    this.#enter({ step: "checking" });
    this.#endWork();
    try {
      this.#rosterFile = await fetchRosterFile();
      this.#verified = (await this.#startWorker()).verified;
      this.#enter({ step: "writing", verified: this.#verified });
    } catch (error) {
      this.#enter({ step: "refused", code: codeOf(error) });
    }
  }

  /** Seals what is in the draft, and uploads it meanwhile. */
  async send(): Promise<void> {
    try {
      const draft = this.draft.toSeal();
      this.#reportProgress(0, 0);
      const { worker } = await this.#startWorker();
      this.#delivery = new Delivery(worker, draft, fetchTransport, {
        progress: (stored, length) => this.#reportProgress(stored, length),
        waiting: (pause) => this.#enter({ step: "sending", ...this.#progress, pause }),
      });
      await this.#deliver(this.#delivery);
    } catch (error) {
      this.#failed(codeOf(error));
    }
  }

  /** After `stopped`: goes on from the first part that the server hasn't got, or begins anew. */
  async tryAgain(): Promise<void> {
    const delivery = this.#delivery;
    if (!delivery) return this.send();
    this.#reportProgress(this.#progress.stored, this.#progress.length);
    try {
      await this.#deliver(delivery);
    } catch (error) {
      this.#failed(codeOf(error));
    }
  }

  /** After `stopped`: seals once more, into a file on the person's machine. */
  async saveSealedFile(): Promise<void> {
    this.#enter({ step: "saving" });
    this.#endWork();
    try {
      const { worker } = await this.#startWorker();
      this.#offerFile(await sealToFile(worker, this.draft.toSeal()));
      this.#endWork();
      this.#enter({ step: "saved" });
    } catch (error) {
      this.#failed(codeOf(error));
    }
  }

  /** Back to the form, with everything still in it. What was uploaded so far is worthless, and goes by itself. */
  backToWriting(notice?: SourceErrorCode): void {
    this.#endWork();
    const verified = this.#verified;
    if (!verified) this.check();
    else this.#enter(notice ? { step: "writing", verified, notice } : { step: "writing", verified });
  }

  /** Drops everything that this page knows. */
  wipe(): void {
    this.#endWork();
    this.draft.clear();
    this.#rosterFile = undefined;
    this.#enter({ step: "wiped" });
    this.#wiped = true;
  }

  async #deliver(delivery: Delivery): Promise<void> {
    await delivery.run();
    this.#endWork();
    this.draft.clear();
    this.#enter({ step: "arrived" });
  }

  #failed(code: SourceErrorCode): void {
    if (code === "stopped") return;
    const begun = this.#delivery?.begun ?? false;
    if (!isResumable(code)) this.#endWork();
    if (MENDED_IN_FORM.has(code)) this.backToWriting(code);
    else this.#enter({ step: begun ? "stopped" : "refused", code });
  }

  /** A worker that has just verified the roster: the one at hand, unless its work was ended. */
  async #startWorker(): Promise<{ worker: SealingWorker; verified: Verified }> {
    if (!this.#rosterFile) throw new SourceError("roster-unreachable");
    this.#worker ??= new SealingWorker();
    const worker = this.#worker;
    return { worker, verified: await worker.verify(this.#rosterFile) };
  }

  #endWork(): void {
    this.#delivery?.stop();
    this.#delivery = undefined;
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #reportProgress(stored: number, length: number): void {
    this.#progress = { stored, length };
    this.#enter({ step: "sending", stored, length });
  }

  #enter(state: State): void {
    if (!this.#wiped) this.#show(state);
  }
}
