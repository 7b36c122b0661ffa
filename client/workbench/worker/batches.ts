import type { TipId } from "../../casebook/names.ts";
import type { Person } from "../../casebook/people.ts";
import type { OpenedTip } from "../../opening/opened-tip.ts";
import type { Trouble } from "../../opening/trouble.ts";
import type { CasebookChange } from "./casebook-messages.ts";
import type { Finds } from "./finds.ts";
import type { ReadDraft } from "./letter-messages.ts";
import type { BundleHead, FoundTip, FromWorker } from "./messages.ts";
import { tellCasebook } from "./parts.ts";

/** As many tips go to the page at once: one by one, ten thousand messages would take longer than opening. */
const MOST = 100;

/** Milliseconds after which what there is goes to the page, however little: where opening takes long, people wait for it. */
const PATIENCE = 200;

/** Bytes between two words about the progress. */
const STEP = 1024 * 1024;

/** Passes on what is found in a file, in batches. */
export class Batches implements Finds {
  readonly #job: number;
  readonly #length: number;
  readonly #post: (message: FromWorker) => void;
  readonly #opened: (tip: OpenedTip) => void;
  #tips: FoundTip[] = [];
  #flushed = Number.NEGATIVE_INFINITY;
  #read = 0;
  #said = 0;
  #isCounted = false;

  /** @param opened hears of each tip at once */
  constructor(
    job: number,
    length: number,
    post: (message: FromWorker) => void,
    opened: (tip: OpenedTip) => void,
  ) {
    this.#job = job;
    this.#length = length;
    this.#post = post;
    this.#opened = opened;
  }

  /** From here on people see how many tips of it are open. */
  bundle(bundle: BundleHead): void {
    this.#isCounted = true;
    this.#post({ kind: "bundle", job: this.#job, bundle });
  }

  tip(tip: FoundTip): void {
    this.#opened(tip.opened);
    this.#tips.push(tip);
    if (this.#tips.length >= MOST || performance.now() - this.#flushed >= PATIENCE) this.flush();
  }

  broken(name: string, trouble: Trouble, tip: TipId | null): void {
    this.#post({ kind: "broken", job: this.#job, name, trouble, tip });
  }

  people(people: readonly Person[]): void {
    this.#post({ kind: "people", job: this.#job, people });
  }

  casebook(change: CasebookChange): void {
    tellCasebook(this.#job, change, this.#post);
  }

  own(text: string): void {
    this.#post({ kind: "own", job: this.#job, text });
  }

  draft(draft: ReadDraft): void {
    this.#post({ kind: "draft", job: this.#job, draft });
  }

  read(bytes: number): void {
    this.#read += bytes;
    if (this.#isCounted || this.#read - this.#said < STEP) return;
    this.#said = this.#read;
    this.#post({ kind: "progress", job: this.#job, read: this.#read, length: this.#length });
  }

  /** To be called at the end as well. */
  flush(): void {
    if (this.#tips.length > 0) this.#post({ kind: "tips", job: this.#job, tips: this.#tips });
    this.#tips = [];
    this.#flushed = performance.now();
  }
}
