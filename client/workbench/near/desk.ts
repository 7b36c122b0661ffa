import type { TipId } from "../../casebook/names.ts";
import type { Suggestion } from "../../casebook/near/near-index.ts";
import type { KnownTip } from "../../casebook/near/near-tip.ts";
import type { FromNear, Grouped, ToNear } from "../worker/near/messages.ts";

/** The worker that compares tips, from the page's side. */
export interface NearWorker {
  post(message: ToNear): void;
  /**
   * @param hear called with each answer; each message has one, in their order
   * @param broken called if the worker fails, which answers nothing any more
   */
  listen(hear: (message: FromNear) => void, broken: () => void): void;
}

/** What the comparing asks of those who show it. */
export interface NearHost {
  /** What is known of a tip now; undefined if it isn't there any more. */
  known(tip: TipId): KnownTip | undefined;
  /** Something that comes first is going on: tips are being opened. */
  isBusy(): boolean;
  changed(): void;
  /** Groups of near-duplicates are known anew. */
  grouped(grouped: Grouped): void;
  /** The comparing has failed, and won't go on. */
  failed(): void;
}

/** As many tips go to the worker at once; while it compares them, others may ask it something. */
const BATCH = 100;

/** Which tips may belong together: found aside, while people work, and never before tips are opened. */
export class NearDesk {
  readonly #host: NearHost;
  readonly #start: () => NearWorker;
  readonly #waiting = new Set<TipId>();
  /** What of each tip was sent that may change. */
  readonly #sent = new Map<TipId, string>();
  readonly #suggestions = new Map<TipId, readonly Suggestion[]>();
  readonly #asked = new Set<TipId>();
  #worker: NearWorker | undefined;
  #comparing = 0;
  #isStale = false;
  #isBroken = false;

  constructor(host: NearHost, start: () => NearWorker) {
    this.#host = host;
    this.#start = start;
  }

  /** How many tips wait to be compared. */
  get left(): number {
    return this.#waiting.size + this.#comparing;
  }

  /** How many have been. */
  get done(): number {
    return this.#sent.size - this.#comparing;
  }

  /** Something of a tip may have changed, or it is new; it is compared when there is time. */
  note(tip: TipId): void {
    if (!this.#isBroken) this.#waiting.add(tip);
  }

  /** Goes on, if nothing comes first. To be called after tips have been noted, and when opening has ended. */
  goOn(): void {
    if (this.#comparing > 0 || this.#host.isBusy()) return;
    const tips = this.#batch();
    this.#comparing = tips.length;
    if (tips.length > 0) this.#post({ kind: "compare", tips });
    else if (this.#isStale) {
      this.#isStale = false;
      this.#post({ kind: "groups" });
    }
  }

  /** What may belong to a tip, as far as is known; it is asked for if it isn't. */
  suggestionsFor(tip: TipId): readonly Suggestion[] | undefined {
    if (!this.#suggestions.has(tip) && !this.#asked.has(tip) && this.#canAsk(tip)) {
      this.#asked.add(tip);
      this.#post({ kind: "suggest", tip });
    }
    return this.#suggestions.get(tip);
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

  #post(message: ToNear): void {
    this.#worker ??= this.#begun();
    this.#worker.post(message);
  }

  #begun(): NearWorker {
    const worker = this.#start();
    worker.listen(
      (message) => this.#hear(message),
      () => this.#fail(),
    );
    return worker;
  }

  #hear(message: FromNear): void {
    if (message.kind === "compared") {
      this.#comparing = 0;
      this.#isStale = true;
      this.#suggestions.clear();
      this.goOn();
    } else if (message.kind === "groups") this.#host.grouped(message);
    else {
      this.#asked.delete(message.tip);
      this.#suggestions.set(message.tip, message.suggestions);
    }
    this.#host.changed();
  }

  #fail(): void {
    this.#isBroken = true;
    this.#waiting.clear();
    this.#comparing = 0;
    this.#host.failed();
  }
}

/** What of a tip's may change while its envelope stays the same: the places that people chose, what was kept, how a text was read. */
function markOf({ chosen, report, text, files }: KnownTip): string {
  return JSON.stringify([chosen.map(({ geonames }) => geonames), report === null, text, files]);
}
