import type { EnvelopeId } from "../../../protocol/addresses.ts";
import { offerFile } from "../../browser/offer-file.ts";
import { NotAMailbag } from "../deliver.ts";
import type { Wanted } from "../draw.ts";
import { type CourierPack, wipePack } from "../pack.ts";
import type { FailedServer } from "../servers.ts";
import type { BagOutcome } from "./mailbags.ts";
import { openPackFile } from "./open-pack.ts";
import { codeIn, type ErrorCode } from "./page-error.ts";
import { type FetchedRound, type OnProgress, Rounds } from "./round.ts";
import { en } from "./strings/en.ts";
import type { Strings } from "./strings/strings.ts";

/** What is being done, and which part of it is. */
export interface Busy {
  readonly what: "opening" | "fetching" | "reading" | "telling" | "delivering";
  /** 0 to 1; undefined while nobody can say. */
  readonly done: number | undefined;
  /** Bytes, where that is what is counted. */
  readonly bytes?: { readonly done: number; readonly all: number };
}

/** A saved bundle was read to its end, and whole. */
export interface ReadBack {
  readonly name: string;
  readonly count: number;
  /** Whether the server was told. */
  readonly acknowledged: boolean;
  /** Servers that couldn't be told what they had of it. */
  readonly untold: readonly FailedServer[];
  /** What was fetched in this tab isn't all in it. */
  readonly other: boolean;
}

/** All that the page holds and does; `changed` is called after each change of what is seen. */
export class App {
  strings: Strings = en;
  pack: CourierPack | undefined;
  fetched: FetchedRound | undefined;
  /** The bundle was offered to be saved. */
  saved = false;
  readBack: ReadBack | undefined;
  /** What became of the mailbags that were chosen last. */
  bags: readonly BagOutcome[] = [];
  /** One of them that is none, so that nothing was sent. */
  refusedFile: string | undefined;
  busy: Busy | undefined;
  error: ErrorCode | undefined;
  /** How often something was begun: an error that comes again is another one, and is read out again. */
  attempts = 0;
  #rounds: Rounds | undefined;
  #stop = new AbortController();
  readonly #program: string;
  readonly #changed: () => void;

  /** @param program what a worker runs to open packs */
  constructor(program: string, changed: () => void) {
    this.#program = program;
    this.#changed = changed;
  }

  get title(): string {
    return this.strings.title;
  }

  /** Something would have to be fetched again if the tab were closed. */
  get holdsUnsaved(): boolean {
    return this.busy?.what === "fetching" || (this.fetched?.bundle !== null && this.fetched !== undefined);
  }

  speak(strings: Strings): void {
    this.strings = strings;
    this.#changed();
  }

  async unlock(file: File, passphrase: string): Promise<void> {
    await this.#attempt("opening", async () => {
      const progress = (done: number) => this.#at({ what: "opening", done });
      this.pack = await openPackFile(file, passphrase, this.#program, progress);
      this.#rounds = new Rounds(this.pack);
      this.fetched = undefined;
    });
  }

  /** Shuts the pack again. */
  lock(): void {
    if (this.pack) wipePack(this.pack);
    this.pack = undefined;
    this.#rounds = undefined;
    this.#forgetBags();
    this.startOver();
  }

  async fetch(wanted: Wanted): Promise<void> {
    this.readBack = undefined;
    this.saved = false;
    this.fetched = undefined;
    await this.#attempt("fetching", async () => {
      const onProgress = this.#bytesOf("fetching");
      this.fetched = await this.#rounds?.fetch(wanted, this.#stop.signal, onProgress);
    });
  }

  save(): void {
    const bundle = this.fetched?.bundle;
    if (!bundle) return;
    offerFile(bundle.file, bundle.name);
    this.saved = true;
    this.#changed();
  }

  /** Reads a saved bundle to its end, and tells the server exactly what is in it. */
  async take(file: File): Promise<void> {
    this.readBack = undefined;
    await this.#attempt("reading", async () => {
      const rounds = this.#rounds;
      if (!rounds) return;
      const ids = await rounds.readBack(file, this.#stop.signal, this.#bytesOf("reading"));
      const acknowledged = (this.fetched?.wanted.again ?? null) === null;
      this.#at({ what: "telling", done: undefined });
      const untold = acknowledged ? await rounds.acknowledge(ids, this.#stop.signal) : [];
      const other = !this.#isAllIn(ids);
      this.readBack = { name: file.name, count: ids.length, acknowledged, untold, other };
      if (other) return;
      rounds.forget();
      this.fetched = undefined;
      this.saved = false;
    });
  }

  /** Brings mailbags to every server of the pack. */
  async deliver(files: readonly File[]): Promise<void> {
    await this.#attempt("delivering", async () => {
      this.#forgetBags();
      try {
        const failed = await this.#rounds?.deliver(files, this.#stop.signal, (bags) => {
          this.bags = bags;
          const sent = bags.filter(({ outcome }) => outcome !== "not-sent");
          this.#at({ what: "delivering", done: sent.length / bags.length });
        });
        if (failed?.[0]) throw failed[0].error;
      } catch (error) {
        if (!(error instanceof NotAMailbag)) throw error;
        this.refusedFile = error.file;
      }
    });
  }

  stop(): void {
    this.#stop.abort();
  }

  startOver(): void {
    this.#rounds?.forget();
    this.fetched = undefined;
    this.readBack = undefined;
    this.saved = false;
    this.error = undefined;
    this.#changed();
  }

  #forgetBags(): void {
    this.bags = [];
    this.refusedFile = undefined;
  }

  #isAllIn(ids: readonly EnvelopeId[]): boolean {
    const found = new Set(ids);
    return this.fetched?.list.envelopes.every(({ id }) => found.has(id)) ?? true;
  }

  async #attempt(what: Busy["what"], work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.#stop = new AbortController();
    this.error = undefined;
    this.attempts++;
    this.#at({ what, done: undefined });
    try {
      await work();
    } catch (error) {
      this.error = codeIn(error);
    }
    this.busy = undefined;
    this.#changed();
  }

  #bytesOf(what: Busy["what"]): OnProgress {
    return (done, all) => this.#at({ what, done: all === 0 ? undefined : done / all, bytes: { done, all } });
  }

  #at(busy: Busy): void {
    this.busy = busy;
    this.#changed();
  }
}
