import type { TipId } from "../../casebook/names.ts";
import type { Person } from "../../casebook/people.ts";
import type { ErrorCode } from "../../opening/error-codes.ts";
import type { OpenedTip } from "../../opening/opened-tip.ts";
import type { Tell } from "../../workers/calls.ts";
import type { CasebookChange, ReadDraft } from "./casebook-messages.ts";
import type { Finds } from "./finds.ts";
import type { BundleHead, Found, FoundTip } from "./messages.ts";
import { tellCasebook } from "./parts.ts";

/** As many tips go to the page at once: one by one, ten thousand messages would take longer than opening. */
const MOST = 100;

/** Milliseconds after which what there is goes to the page, however little: where opening takes long, people wait for it. */
const PATIENCE = 200;

/** Bytes between two words about the progress. */
const STEP = 1024 * 1024;

/** Passes on what is found in a file, in batches. */
export class Batches implements Finds {
  readonly #length: number;
  readonly #tell: Tell<Found>;
  readonly #opened: (tip: OpenedTip) => void;
  #tips: FoundTip[] = [];
  #flushed = Number.NEGATIVE_INFINITY;
  #read = 0;
  #said = 0;
  #isCounted = false;

  /** @param opened hears of each tip at once */
  constructor(length: number, tell: Tell<Found>, opened: (tip: OpenedTip) => void) {
    this.#length = length;
    this.#tell = tell;
    this.#opened = opened;
  }

  /** From here on people see how many tips of it are open. */
  bundle(bundle: BundleHead): void {
    this.#isCounted = true;
    this.#tell({ kind: "bundle", bundle });
  }

  tip(tip: FoundTip): void {
    this.#opened(tip.opened);
    this.#tips.push(tip);
    if (this.#tips.length >= MOST || performance.now() - this.#flushed >= PATIENCE) this.flush();
  }

  broken(name: string, code: ErrorCode, tip: TipId | null): void {
    this.#tell({ kind: "broken", name, code, tip });
  }

  people(people: readonly Person[]): void {
    this.#tell({ kind: "people", people });
  }

  casebook(change: CasebookChange): void {
    tellCasebook(change, this.#tell);
  }

  own(text: string): void {
    this.#tell({ kind: "own", text });
  }

  draft(draft: ReadDraft): void {
    this.#tell({ kind: "draft", draft });
  }

  read(bytes: number): void {
    this.#read += bytes;
    if (this.#isCounted || this.#read - this.#said < STEP) return;
    this.#said = this.#read;
    this.#tell({ kind: "progress", read: this.#read, length: this.#length });
  }

  /** To be called at the end as well. */
  flush(): void {
    if (this.#tips.length > 0) this.#tell({ kind: "tips", tips: this.#tips });
    this.#tips = [];
    this.#flushed = performance.now();
  }
}
