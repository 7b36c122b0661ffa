import type { KnownRoster } from "../../bundle/known-documents.ts";
import type { ReviewerKey, TipId } from "../../casebook/names.ts";
import type { Said, TipView } from "../../casebook/view.ts";
import { type Mark, marksOf } from "../../opening/marks.ts";
import { Replies } from "../../opening/replies.ts";
import type { Trouble } from "../../opening/trouble.ts";
import type { Host } from "../host.ts";
import { keptTip } from "../review/kept-tip.ts";
import { TimeSlicer, type Turns } from "../time-slicer.ts";
import type { FoundTip, Reviewer } from "../worker/messages.ts";
import type { Grouped } from "../worker/near/comparer.ts";
import { designationOf } from "./designation.ts";
import { type Filter, fits, NO_FILTER } from "./filter.ts";
import { type Fold, type Folded, folded, type Groups, groupsByTip } from "./folds.ts";
import { type Named, namedIn } from "./named.ts";
import { inOrder, inOrderAgain, type Order } from "./order.ts";
import { factsOf, type QueuedTip } from "./queued-tip.ts";
import { type Row, rowOf } from "./row.ts";
import { type MadeRow, RowTable } from "./row-table.ts";
import { Search } from "./search.ts";

/** What a person looks for in the queue. */
export interface Looking {
  readonly query: string;
  readonly filter: Filter;
  readonly order: Order;
}

/** What the queue needs of the rest. */
export interface QueueHost extends Pick<Host, "changed"> {
  readonly reviewer: Reviewer | undefined;
  readonly reviewerKey: ReviewerKey;
  readonly casebook: { readonly views: ReadonlyMap<TipId, TipView> };
}

/** All tips that have been opened or that a casebook holds, and which of them a person sees. */
export class QueueDesk {
  looking: Looking = { query: "", filter: NO_FILTER, order: "urgent" };
  /** The row that the keyboard is at. */
  at: TipId | undefined;
  /** The tip that is open. */
  open: TipId | undefined;
  /** Opened here, or said something of by this reviewer (SPEC.md, "Read marks"). */
  readonly read = new Set<TipId>();
  /** Tips that are to be treated together. */
  selected: ReadonlySet<TipId> = new Set();
  readonly tips = new Map<TipId, QueuedTip>();
  /** Whose envelopes were opened here, and where answers to them go. */
  readonly replies = new Replies<TipId>();
  readonly #host: QueueHost;
  readonly #search = new Search();
  readonly #indexing: TimeSlicer;
  readonly #table = new RowTable((tip) => this.#make(tip));
  readonly #shut = new Map<TipId, Trouble>();
  #rosters: readonly KnownRoster[] = [];
  /** Which rows fit, and the search's number when they were looked for. */
  #fitting: { readonly rows: readonly Row[]; readonly version: number } | undefined;
  #folded: Folded | undefined;
  #groups: Groups = new Map();
  readonly #opened = new Set<TipId>();
  #named: { readonly rows: readonly Row[]; readonly named: Named } | undefined;

  constructor(host: QueueHost, turns?: Turns) {
    this.#host = host;
    this.#indexing = new TimeSlicer(this.#search.work, () => this.#searchGrew(), turns);
  }

  look(looking: Partial<Looking>): void {
    this.looking = { ...this.looking, ...looking };
    this.#fitting = undefined;
    this.#folded = undefined;
    if (!this.visible.some(({ tip }) => tip.id === this.at)) this.at = this.visible[0]?.tip.id;
    this.#host.changed();
  }

  /** Changes some criteria of the filter as it is now, which may not have been drawn yet. */
  narrow(change: Partial<Filter>): void {
    this.look({ filter: { ...this.looking.filter, ...change } });
  }

  /** Every tip, as a line of the queue, in the order in which they came. */
  get rows(): readonly Row[] {
    this.#settle();
    return this.#table.all;
  }

  /** The tips that fit what the person looks for, in their order. */
  get fitting(): readonly Row[] {
    this.#settle();
    this.#fitting ??= { rows: this.#find(), version: this.#search.version };
    return this.#fitting.rows;
  }

  /** How many tips have come in and can't be found by their words yet. */
  get unsearched(): number {
    return this.#search.due;
  }

  /** What there is to choose from in a filter. */
  get named(): Named {
    const { rows } = this;
    if (this.#named?.rows !== rows) this.#named = { rows, named: namedIn(rows) };
    return this.#named.named;
  }

  /** The same as lines: near-duplicates are one, unless a person has opened it. */
  get visible(): readonly Row[] {
    return this.#folding.lines;
  }

  /** The near-duplicates that a tip is one of, among those that fit; undefined if it is none of a fold. */
  foldOf(id: TipId | undefined): Fold | undefined {
    return id === undefined ? undefined : this.#folding.folds.get(id);
  }

  /** Shows all tips of a fold, or makes one line of them again. */
  openFold({ leader, tips }: Fold, isOpen: boolean): void {
    if (isOpen) this.#opened.add(leader);
    else for (const tip of tips) this.#opened.delete(tip);
    this.#folded = undefined;
    if (!isOpen && this.at !== undefined && tips.includes(this.at)) this.at = leader;
    this.#host.changed();
  }

  /** Which tips are near-duplicates is known anew. */
  group(grouped: Grouped): void {
    this.#groups = groupsByTip(grouped);
    this.#folded = undefined;
  }

  /** How many tips are set aside. */
  get aside(): number {
    return this.rows.filter((row) => row.aside).length;
  }

  rowOf(id: TipId | undefined): Row | undefined {
    this.#settle();
    return id === undefined ? undefined : this.#table.get(id);
  }

  /** Where the work goes on behind a tip: at the next line that isn't kept, else at the next; undefined behind the last. */
  after(tip: TipId): TipId | undefined {
    const below = this.visible.slice(this.#placeOf(tip) + 1);
    return (below.find(({ kept }) => !kept) ?? below[0])?.tip.id;
  }

  /** Moves by so many lines. */
  move(by: number): void {
    const lines = this.visible;
    const to = Math.max(0, Math.min(lines.length - 1, this.#placeOf(this.at) + by));
    this.at = lines[to]?.tip.id;
    if (this.open !== undefined) this.openTip(this.at);
    this.#host.changed();
  }

  /** Selects a tip, or every one of a fold that is one line; or no more. */
  select(id: TipId): void {
    const fold = this.foldOf(id);
    const tips = fold && !fold.isOpen ? fold.tips : [id];
    const next = new Set(this.selected);
    const isIn = next.has(id);
    for (const tip of tips) isIn ? next.delete(tip) : next.add(tip);
    this.selected = next;
    this.at = id;
    this.#host.changed();
  }

  selectNone(): void {
    this.selected = new Set();
    this.#host.changed();
  }

  openTip(id: TipId | undefined): void {
    this.open = id;
    if (id !== undefined) {
      this.at = id;
      this.read.add(id);
    }
    this.#host.changed();
  }

  /** What was found in a file that a person opened. */
  take(file: Blob, found: readonly FoundTip[]): void {
    for (const { opened, origin } of found) {
      const { id, day, contents, stanzas } = opened;
      const tip: QueuedTip = {
        id,
        day: day ?? this.tips.get(id)?.day ?? null,
        contents,
        stanzas,
        source: { file, origin },
        facts: factsOf(contents),
      };
      this.tips.set(id, tip);
      this.#index(tip);
      this.#table.touch(id);
      for (const alike of this.replies.note(id, tip.day, contents)) this.#table.touch(alike);
    }
  }

  /** This vault can't open a tip's envelope; another reviewer's casebook may have it, now or later. */
  takeShut(tip: TipId, trouble: Trouble): void {
    this.#shut.set(tip, trouble);
    if (this.tips.has(tip)) this.#table.touch(tip);
  }

  /** What reviewers said of a tip has changed; it may be one that only a casebook has. */
  takeKept(view: TipView): void {
    if (hasSpoken(view, this.#host.reviewerKey)) this.read.add(view.tip);
    const opened = this.tips.get(view.tip);
    // What is opened is what came; what only a casebook has is as the casebook has it now.
    const known = opened?.source ? opened : keptTip(view);
    if (!known) return;
    this.tips.set(view.tip, known);
    this.#index(known);
    this.#table.touch(view.tip);
  }

  /** More lists of reviewers are known, to compare tips with. */
  learn(rosters: readonly KnownRoster[]): void {
    this.#rosters = [...this.#rosters, ...rosters];
    this.#table.touchAll();
  }

  /** On which line a tip is, or its fold; -1 if it isn't seen. */
  #placeOf(id: TipId | undefined): number {
    const here = this.foldOf(id);
    const at = here && !here.isOpen ? here.leader : id;
    return this.visible.findIndex(({ tip }) => tip.id === at);
  }

  get #folding(): Folded {
    // What somebody chose elsewhere is shown tip by tip.
    const groups = this.looking.filter.among ? new Map() : this.#groups;
    const { fitting } = this;
    this.#folded ??= folded(fitting, groups, this.#opened);
    return this.#folded;
  }

  /** Brings rows up to date, and those that fit, without looking at what hasn't changed. */
  #settle(): void {
    const changed = this.#table.settle();
    const outdated = this.looking.query !== "" && this.#fitting?.version !== this.#search.version;
    if (changed.size === 0 && !outdated) return;
    this.#folded = undefined;
    if (!this.#fitting) return;
    this.#fitting = outdated ? undefined : { ...this.#fitting, rows: this.#fitAgain(changed) };
  }

  #fitAgain(changed: ReadonlySet<TipId>): readonly Row[] {
    const fitsNow = this.#fitsNow();
    const fitting = [...changed].flatMap((tip) => {
      const row = this.#table.get(tip);
      return row && fitsNow(row) ? row : [];
    });
    const placeOf = (tip: TipId) => this.#table.placeOf(tip);
    return inOrderAgain(this.#fitting?.rows ?? [], changed, fitting, this.looking.order, placeOf);
  }

  #make(id: TipId): MadeRow {
    const tip = this.tips.get(id);
    if (!tip) throw new Error("a row of no tip");
    const view = this.#host.casebook.views.get(id);
    const row = rowOf(tip, this.#marksOf(tip), view, tip.source ? null : this.#shut.get(id));
    return { row, called: designationOf(id) };
  }

  #searchGrew(): void {
    if (this.looking.query !== "" || this.#search.due === 0) this.#host.changed();
  }

  /** What is searched of a tip: what its source wrote, and what reviewers added. */
  #index(tip: QueuedTip): void {
    const view = this.#host.casebook.views.get(tip.id);
    const added = [
      designationOf(tip.id).words,
      ...[view?.labels, view?.notes].flatMap((said) => said ?? []).map(({ value }) => value),
      ...(view?.translations ?? []).map(({ value }) => value.text),
    ];
    this.#search.put(tip, added.join("\n"));
    this.#indexing.goOn();
  }

  #marksOf(tip: QueuedTip): readonly Mark["kind"][] {
    const { reviewer } = this.#host;
    if (!reviewer || !tip.stanzas) return [];
    const { day, stanzas, contents } = tip;
    const marks = marksOf(
      { day, stanzas, contents, among: this.replies.amongOf(tip.id) },
      { instance: reviewer.instance, rosters: this.#rosters },
    );
    return marks.map(({ kind }) => kind);
  }

  #find(): readonly Row[] {
    return inOrder(this.#table.all.filter(this.#fitsNow()), this.looking.order);
  }

  #fitsNow(): (row: Row) => boolean {
    const { query, filter } = this.looking;
    const found = this.#search.find(query);
    const onlooker = { key: this.#host.reviewerKey, read: this.read };
    return (row) => (!found || found.has(row.tip.id)) && fits(row, filter, onlooker);
  }
}

/** Whether something that a reviewer said of a tip stands there. */
function hasSpoken(view: TipView, reviewer: ReviewerKey): boolean {
  const fields: readonly unknown[] = Object.values(view);
  return fields.some(
    (field) => Array.isArray(field) && field.some(({ by }: Said<unknown>) => by === reviewer),
  );
}
