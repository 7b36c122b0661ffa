import type { KnownRoster } from "../bundle/known-documents.ts";
import type { ReviewerKey, TipId } from "../casebook/names.ts";
import type { TipView } from "../casebook/view.ts";
import { marksOf } from "../opening/marks.ts";
import type { FoundFile } from "../opening/opened-tip.ts";
import type { Trouble } from "../opening/trouble.ts";
import { type Filter, fits, NO_FILTER } from "./queue/filter.ts";
import { inOrder, type Order } from "./queue/order.ts";
import { factsOf, type QueuedTip } from "./queue/queued-tip.ts";
import { type Row, rowOf } from "./queue/row.ts";
import { Search } from "./queue/search.ts";
import { CasebookDesk } from "./review/casebook.ts";
import { keptTip } from "./review/kept-tip.ts";
import { en } from "./strings/en.ts";
import type { Strings } from "./strings/strings.ts";
import type { BundleHead, FoundTip, FromWorker, Reviewer } from "./worker/messages.ts";
import { TroubleError, WorkerClient } from "./worker-client.ts";

export interface BrokenEnvelope {
  readonly file: string;
  readonly name: string;
  readonly trouble: Trouble;
}

export interface OpenedBundle {
  readonly file: string;
  readonly head: BundleHead;
}

/** What a person looks for in the queue. */
export interface Looking {
  readonly query: string;
  readonly filter: Filter;
  readonly order: Order;
}

/** All that the workbench holds and does. What a person sees of it is the view's; `changed` is called after each change. */
export class App {
  strings: Strings = en;
  lock: { readonly state: "locked" | "unlocking"; readonly trouble?: Trouble } | undefined = {
    state: "locked",
  };
  reviewer: Reviewer | undefined;
  opening: { readonly name: string; readonly percent: number } | undefined;
  readonly broken: BrokenEnvelope[] = [];
  readonly bundles: OpenedBundle[] = [];
  looking: Looking = { query: "", filter: NO_FILTER, order: "urgent" };
  /** The row that the keyboard is at. */
  at: TipId | undefined;
  /** The tip that is open. */
  open: TipId | undefined;
  readonly read = new Set<TipId>();
  readonly tips = new Map<TipId, QueuedTip>();
  views: ReadonlyMap<TipId, TipView> = new Map();

  readonly worker = new WorkerClient();
  readonly casebook = new CasebookDesk(this);
  /** Something that was asked for went wrong; said until the next thing is asked for. */
  trouble: Trouble | undefined;
  readonly #changed: () => void;
  readonly #search = new Search();
  #rosters: readonly KnownRoster[] = [];
  #rows: readonly Row[] | undefined;
  #visible: readonly Row[] | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  speak(strings: Strings): void {
    this.strings = strings;
    this.changed();
  }

  /** To be called after every change of what is shown. */
  changed(): void {
    this.#changed();
  }

  async unlock(vault: Blob, passphrase: string): Promise<void> {
    this.lock = { state: "unlocking" };
    this.changed();
    try {
      await this.worker.ask({ kind: "unlock", vault, passphrase }, (message) => {
        if (message.kind === "unlocked") this.reviewer = message.reviewer;
      });
      this.lock = undefined;
    } catch (error) {
      this.lock = { state: "locked", trouble: troubleIn(error) };
    }
    this.changed();
  }

  /** One file after the other; what is wrong with one doesn't keep the others from being opened. */
  async openFiles(files: readonly File[]): Promise<void> {
    for (const file of files) {
      this.opening = { name: file.name, percent: 0 };
      this.changed();
      try {
        await this.worker.ask({ kind: "open", file, name: file.name }, (message) =>
          this.#hear(file, message),
        );
      } catch (error) {
        this.broken.push({ file: file.name, name: file.name, trouble: troubleIn(error) });
      }
    }
    this.opening = undefined;
    this.at ??= this.visible[0]?.tip.id;
    this.changed();
  }

  /** Does something that may fail in ways that a person has to know of. */
  async attempt(work: () => Promise<void>): Promise<void> {
    this.trouble = undefined;
    try {
      await work();
    } catch (error) {
      this.trouble = troubleIn(error);
    }
    this.changed();
  }

  /** The bytes of one file of a tip, opened anew from where its sealed bytes are. @throws TroubleError */
  async extract({ source }: QueuedTip, { sha256, name }: FoundFile): Promise<Uint8Array<ArrayBuffer>> {
    let bytes: Uint8Array<ArrayBuffer> | undefined;
    await this.worker.ask({ kind: "extract", source, sha256, name }, (message) => {
      if (message.kind === "extracted") bytes = message.bytes;
    });
    if (!bytes) throw new TroubleError("file-unreadable");
    return bytes;
  }

  look(looking: Partial<Looking>): void {
    this.looking = { ...this.looking, ...looking };
    this.#visible = undefined;
    if (!this.visible.some(({ tip }) => tip.id === this.at)) this.at = this.visible[0]?.tip.id;
    this.changed();
  }

  /** Every tip, as a line of the queue, in the order in which they came. */
  get rows(): readonly Row[] {
    this.#rows ??= [...this.tips.values()].map((tip) =>
      rowOf(tip, this.#marksOf(tip), this.views.get(tip.id)),
    );
    return this.#rows;
  }

  /** The lines that fit what the person looks for, in their order. */
  get visible(): readonly Row[] {
    this.#visible ??= this.#find();
    return this.#visible;
  }

  get reviewerKey(): ReviewerKey {
    return (this.reviewer?.key ?? "") as ReviewerKey;
  }

  rowOf(id: TipId | undefined): Row | undefined {
    return id === undefined ? undefined : this.rows.find(({ tip }) => tip.id === id);
  }

  /** Moves by so many lines. */
  move(by: number): void {
    const lines = this.visible;
    const from = lines.findIndex(({ tip }) => tip.id === this.at);
    const to = Math.max(0, Math.min(lines.length - 1, from + by));
    this.at = lines[to]?.tip.id;
    if (this.open !== undefined) this.openTip(this.at);
    this.changed();
  }

  openTip(id: TipId | undefined): void {
    this.open = id;
    if (id !== undefined) {
      this.at = id;
      this.read.add(id);
    }
    this.changed();
  }

  /** What a worker found in a file comes in while it is still reading. */
  #hear(file: File, message: FromWorker): void {
    this.casebook.hear(message);
    if (message.kind === "tips") this.#take(file, message.tips);
    else if (message.kind === "bundle") this.#takeBundle(file, message.bundle);
    else if (message.kind === "broken") {
      this.broken.push({ file: file.name, name: message.name, trouble: message.trouble });
    } else if (message.kind === "progress") {
      this.opening = { name: file.name, percent: Math.floor((100 * message.read) / message.length) };
    }
    this.changed();
  }

  #take(file: Blob, found: readonly FoundTip[]): void {
    for (const { opened, origin, designation } of found) {
      const { id, day, contents, stanzas } = opened;
      const known = this.tips.get(id);
      const tip = {
        id,
        designation,
        day: day ?? known?.day ?? null,
        contents,
        stanzas,
        source: { file, origin },
        facts: factsOf(contents),
      };
      this.tips.set(id, tip);
      this.index(tip);
    }
    this.refresh();
  }

  /** What reviewers said of a tip has changed; it may be one that only a casebook has. */
  takeKept(view: TipView): void {
    const known = this.tips.get(view.tip) ?? keptTip(view);
    if (!known) return;
    this.tips.set(view.tip, known);
    this.index(known);
  }

  #takeBundle(file: File, head: BundleHead): void {
    this.bundles.push({ file: file.name, head });
    this.#rosters = [...this.#rosters, ...head.rosters];
    this.refresh();
  }

  /** What is searched of a tip: what its source wrote, and what reviewers added. */
  index(tip: QueuedTip): void {
    const view = this.views.get(tip.id);
    const added = [
      tip.designation,
      ...[view?.designation, view?.labels, view?.notes]
        .flatMap((said) => said ?? [])
        .map(({ value }) => value),
    ];
    this.#search.put(tip, added.join("\n"));
  }

  /** Draws the queue anew from what is known now. */
  refresh(): void {
    this.#rows = undefined;
    this.#visible = undefined;
  }

  #marksOf(tip: QueuedTip) {
    if (!this.reviewer || !tip.stanzas) return [];
    const { id, day, stanzas, contents } = tip;
    return marksOf(
      { id, day, stanzas, contents },
      { instance: this.reviewer.instance, rosters: this.#rosters },
    );
  }

  #find(): readonly Row[] {
    const { query, filter, order } = this.looking;
    const found = this.#search.find(query);
    const onlooker = { key: this.reviewerKey, read: this.read };
    const fitting = this.rows.filter(
      (row) => (!found || found.has(row.tip.id)) && fits(row, filter, onlooker),
    );
    return inOrder(fitting, order);
  }
}

function troubleIn(error: unknown): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  throw error;
}
