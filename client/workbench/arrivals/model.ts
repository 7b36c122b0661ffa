import type { Encoding } from "../../opening/encodings.ts";
import type { ErrorCode } from "../../opening/error-codes.ts";
import type { Host } from "../host.ts";
import type { LettersModel } from "../letters/model.ts";
import type { NearModel } from "../near/model.ts";
import type { QueueModel } from "../queue/model.ts";
import type { QueuedTip } from "../queue/queued-tip.ts";
import type { CasebookModel } from "../review/casebook.ts";
import { wordsAsKept } from "../review/otherwise-read.ts";
import type { SavedModel } from "../saved/model.ts";
import { tracked } from "../state.ts";
import type { BundleHead, Found, FoundTip } from "../worker/messages.ts";
import { codeIn } from "../worker-client.ts";

export interface BrokenEnvelope {
  readonly file: string;
  readonly name: string;
  readonly code: ErrorCode;
}

/** The file that is being opened; `tips` once it is known how many there are. */
export interface Opening {
  readonly name: string;
  readonly percent: number;
  readonly tips?: { readonly done: number; readonly of: number };
}

export interface OpenedBundle {
  readonly file: string;
  readonly head: BundleHead;
}

/** What arrivals need of the rest. */
export interface ArrivalsHost extends Pick<Host, "attempt" | "worker"> {
  readonly casebook: Pick<CasebookModel, "hear" | "noteFile" | "people" | "views">;
  readonly letters: Pick<LettersModel, "takeDraft">;
  readonly near: Pick<NearModel, "goOn" | "note">;
  readonly queue: Pick<QueueModel, "at" | "learn" | "take" | "takeShut" | "tips" | "visible">;
  readonly saved: Pick<SavedModel, "take">;
}

/** Milliseconds after which what came in is taken into the queue, while more comes. */
const TAKEN_EVERY = 250;

/** The files that a person opens, and what each part of the workbench gets of them. */
export class ArrivalsModel {
  opening: Opening | undefined;
  broken: readonly BrokenEnvelope[] = [];
  bundles: readonly OpenedBundle[] = [];
  readonly #host: ArrivalsHost;
  #arrived: FoundTip[] = [];
  #taking: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ArrivalsHost) {
    this.#host = host;
    tracked(this);
  }

  /** One file after the other; what is wrong with one doesn't keep the others from being opened. */
  async open(files: readonly File[]): Promise<void> {
    const { casebook, near, queue, worker } = this.#host;
    for (const file of files) {
      this.opening = { name: file.name, percent: 0 };
      casebook.noteFile(file.name);
      await this.#try(file, () =>
        worker.call(
          "open",
          { file, name: file.name },
          (found) => void this.#try(file, async () => this.#hear(file, found)),
        ),
      );
      await this.#takeArrived(file);
    }
    await this.#readAsKept();
    this.opening = undefined;
    queue.at ??= queue.visible[0]?.tip.id;
    near.goOn();
  }

  /** Reads the texts of what was sealed by hand as somebody chose. */
  async readAs({ source }: QueuedTip, encoding: Encoding): Promise<void> {
    if (!source) return;
    const { attempt, near, worker } = this.#host;
    await attempt(async () => {
      this.#take(source.file, [await worker.call("readAs", { source, encoding })]);
    });
    near.goOn();
  }

  /** What was sealed by hand is shown as whoever kept it read it, if its bytes say so. */
  async #readAsKept(): Promise<void> {
    const { attempt, casebook, queue, worker } = this.#host;
    for (const tip of queue.tips.values()) {
      const words = wordsAsKept(tip, casebook.views.get(tip.id));
      const { source } = tip;
      if (words === undefined || !source) continue;
      await attempt(async () => {
        const read = await worker.call("readWords", { source, words });
        if (read) this.#take(source.file, [read]);
      });
    }
  }

  /** What a worker found in a file comes in while it is still reading. */
  #hear(file: File, message: Found): void {
    const { casebook, letters, queue, saved } = this.#host;
    if (message.kind === "part" || message.kind === "casebook") casebook.hear(message);
    else if (message.kind === "people") casebook.people = message.people;
    else if (message.kind === "draft") letters.takeDraft(message.draft);
    else if (message.kind === "own") saved.take(message.text);
    else if (message.kind === "bundle") {
      const { bundle } = message;
      this.bundles = [...this.bundles, { file: file.name, head: bundle }];
      if (this.opening) this.opening = { ...this.opening, tips: { done: 0, of: bundle.count } };
      queue.learn(bundle.rosters);
    } else if (message.kind === "broken") {
      const { name, code, tip } = message;
      this.#note(file, name, code);
      if (tip) queue.takeShut(tip, code);
      this.#countOpened(1);
    } else if (message.kind === "tips") {
      this.#arrived = [...this.#arrived, ...message.tips];
      this.#taking ??= setTimeout(() => void this.#takeArrived(file), TAKEN_EVERY);
      this.#countOpened(message.tips.length);
    } else if (this.opening) {
      this.opening = { ...this.opening, percent: Math.floor((100 * message.read) / message.length) };
    }
  }

  /** What goes wrong here is said of the file, and nobody waits for it for ever. */
  async #try(file: File, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#note(file, file.name, codeIn(error));
    }
  }

  #note({ name: file }: File, name: string, code: ErrorCode): void {
    this.broken = [...this.broken, { file, name, code }];
  }

  #take(file: Blob, tips: readonly FoundTip[]): void {
    this.#host.queue.take(file, tips);
    for (const { opened } of tips) this.#host.near.note(opened.id);
  }

  /** Drawing the queue takes longer than opening a batch of it. */
  #takeArrived(file: File): Promise<void> {
    clearTimeout(this.#taking);
    this.#taking = undefined;
    const arrived = this.#arrived.splice(0);
    return this.#try(file, async () => this.#take(file, arrived));
  }

  #countOpened(more: number): void {
    const { opening } = this;
    if (!opening?.tips) return;
    const { done, of } = opening.tips;
    // What lies in a bundle and isn't in its list is broken, and not among what was promised.
    this.opening = { ...opening, tips: { done: Math.min(done + more, of), of } };
  }
}
