import type { AttachmentHash, TipId } from "../../casebook/names.ts";
import type { Suggestion } from "../../casebook/near/near-index.ts";
import { chosenPlaces, type KnownTip } from "../../casebook/near/near-tip.ts";
import type { TipView } from "../../casebook/view.ts";
import { filesOf } from "../../opening/opened-tip.ts";
import type { Caller, CallsOf } from "../../workers/calls.ts";
import type { QueuedTip } from "../queue/queued-tip.ts";
import { mapWith, tracked } from "../state.ts";
import type { Comparer, Grouped } from "../worker/near/comparer.ts";

/** The worker that compares tips, from the page's side. */
export type NearCaller = Caller<NearCalls, string>;

export type NearCalls = CallsOf<Comparer>;

/** What the comparing asks of those who show it. */
export interface NearHost {
  /** What is known of a tip now; undefined if it isn't there any more. */
  known(tip: TipId): KnownTip | undefined;
  /** Something that comes first is going on: tips are being opened. */
  isBusy(): boolean;
  /** Groups of near-duplicates are known anew. */
  grouped(grouped: Grouped): void;
  /** The comparing has failed, and won't go on. */
  failed(): void;
}

/** As many tips go to the worker at once; while it compares them, others may ask it something. */
const BATCH = 100;

/** Which tips may belong together: found aside, while people work, and never before tips are opened. */
export class NearModel {
  /** How many tips wait to be compared. */
  left = 0;
  /** How many have been. */
  done = 0;
  /** What may belong to each tip, as far as the worker was asked since it compared last. */
  suggestions: ReadonlyMap<TipId, readonly Suggestion[]> = new Map();
  readonly #host: NearHost;
  readonly #start: () => NearCaller;
  readonly #waiting = new Set<TipId>();
  /** What of each tip was sent that may change. */
  readonly #sent = new Map<TipId, string>();
  readonly #asked = new Set<TipId>();
  #worker: NearCaller | undefined;
  #comparing = 0;
  #isStale = false;
  #isBroken = false;

  constructor(host: NearHost, start: () => NearCaller) {
    this.#host = host;
    this.#start = start;
    tracked(this);
  }

  /** Something of a tip may have changed, or it is new; it is compared when there is time. */
  note(tip: TipId): void {
    if (!this.#isBroken) this.#waiting.add(tip);
    this.#count();
  }

  /** Goes on, if nothing comes first. To be called after tips have been noted, and when opening has ended. */
  goOn(): void {
    if (this.#comparing > 0 || this.#host.isBusy()) return;
    const tips = this.#batch();
    this.#comparing = tips.length;
    this.#count();
    if (tips.length > 0) void this.#ask("compare", tips, () => this.#compared());
    else if (this.#isStale) {
      this.#isStale = false;
      void this.#ask("groups", null, (grouped) => this.#host.grouped(grouped));
    }
  }

  /** What may belong to a tip, as far as is known; it is asked for if it isn't. */
  suggestionsFor(tip: TipId): readonly Suggestion[] | undefined {
    if (!this.suggestions.has(tip) && !this.#asked.has(tip) && this.#canAsk(tip)) {
      this.#asked.add(tip);
      void this.#ask("suggest", tip, (suggestions) => {
        this.#asked.delete(tip);
        this.suggestions = mapWith(this.suggestions, [[tip, suggestions]]);
      });
    }
    return this.suggestions.get(tip);
  }

  #canAsk(tip: TipId): boolean {
    return this.#sent.has(tip) && this.left === 0 && !this.#isBroken;
  }

  /** The next tips that differ from what the worker has of them. */
  #batch(): KnownTip[] {
    const batch: KnownTip[] = [];
    for (const tip of this.#waiting) {
      this.#waiting.delete(tip);
      const known = this.#host.known(tip);
      const mark = known && markOf(known);
      if (!known || mark === undefined || this.#sent.get(tip) === mark) continue;
      this.#sent.set(tip, mark);
      if (batch.push(known) === BATCH) break;
    }
    return batch;
  }

  async #ask<K extends keyof NearCalls>(
    name: K,
    asked: NearCalls[K]["asked"],
    take: (answer: NearCalls[K]["answer"]) => void,
  ): Promise<void> {
    this.#worker ??= this.#start();
    await this.#worker.call(name, asked).then(take, () => this.#fail());
  }

  #compared(): void {
    this.#comparing = 0;
    this.#isStale = true;
    this.suggestions = new Map();
    this.goOn();
  }

  #fail(): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#waiting.clear();
    this.#comparing = 0;
    this.#count();
    this.#host.failed();
  }

  #count(): void {
    this.left = this.#waiting.size + this.#comparing;
    this.done = this.#sent.size - this.#comparing;
  }
}

/** What of a tip's may change while its envelope stays the same: the places that people chose, what was kept, how a text was read. */
function markOf({ chosen, report, text, files }: KnownTip): string {
  return JSON.stringify([chosen.map(({ geonames }) => geonames), report === null, text, files]);
}

/** What of a tip in the queue is compared with others, kept or not. */
export function knownTip({ id, contents }: QueuedTip, view: TipView | undefined): KnownTip {
  return {
    tip: id,
    report: contents.kind === "report" ? contents.tip.report : null,
    text: contents.kind === "by-hand" ? (contents.text ?? "") : "",
    files: filesOf(contents).map(({ sha256 }) => sha256 as AttachmentHash),
    chosen: view ? chosenPlaces(view) : [],
  };
}
