import { computed, signal, untracked } from "@preact/signals";
import type { KnownRoster } from "../../bundle/known-documents.ts";
import type { ReviewerKey, TipId } from "../../casebook/names.ts";
import type { Said, TipView } from "../../casebook/view.ts";
import type { ErrorCode } from "../../opening/error-codes.ts";
import { type Mark, marksOf } from "../../opening/marks.ts";
import { Replies } from "../../opening/replies.ts";
import { keptTip } from "../review/kept-tip.ts";
import { mapWith, tracked } from "../state.ts";
import { TimeSlicer, type Turns } from "../time-slicer.ts";
import type { FoundTip, Reviewer } from "../worker/messages.ts";
import type { Grouped } from "../worker/near/comparer.ts";
import { designationOf } from "./designation.ts";
import { type Filter, fits, NO_FILTER } from "./filter.ts";
import { type Fold, folded, type Groups, groupsByTip } from "./folds.ts";
import { type Named, namedIn } from "./named.ts";
import { changedSince, inOrder, inOrderAgain, type Order } from "./order.ts";
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

/** Rows as they came, and in order. */
interface Sorted {
  readonly order: Order;
  readonly rows: readonly Row[];
  readonly sorted: readonly Row[];
}

/** What this reviewer has read (SPEC.md, "Read marks"). */
interface ReadMarks {
  /** Opened here. */
  readonly opened: ReadonlySet<TipId>;
  /** Something stands that they said of it. */
  readonly judged: ReadonlySet<TipId>;
}

/** What the queue needs of the rest. */
export interface QueueHost {
  readonly reviewer: Reviewer | undefined;
  readonly reviewerKey: ReviewerKey;
  readonly casebook: { readonly views: ReadonlyMap<TipId, TipView> };
}

/** All tips that have been opened or that a casebook holds, and which of them a person sees. */
export class QueueModel {
  looking: Looking = { query: "", filter: NO_FILTER, order: "urgent" };
  /** The row that the keyboard is at. */
  at: TipId | undefined;
  /** The tip that is open. */
  open: TipId | undefined;
  readMarks: ReadMarks = { opened: new Set(), judged: new Set() };
  /** Tips that are to be treated together. */
  selected: ReadonlySet<TipId> = new Set();
  tips: ReadonlyMap<TipId, QueuedTip> = new Map();
  readonly #host: QueueHost;
  readonly #search = new Search();
  readonly #indexing: TimeSlicer;
  readonly #table = new RowTable((tip) => this.#make(tip));
  readonly #shut = new Map<TipId, ErrorCode>();
  #rosters: readonly KnownRoster[] = [];
  readonly #replies = signal({ known: new Replies<TipId>() });
  readonly #groups = signal<Groups>(new Map());
  readonly #unfolded = signal<ReadonlySet<TipId>>(new Set());
  #sorted: Sorted | undefined;
  readonly #order = computed(() => this.looking.order);
  readonly #inOrder = computed(() => this.#sort(this.rows, this.#order.value));
  /** As they are when somebody begins to look for something. */
  readonly #readBefore = computed(() => this.looking && untracked(() => this.readMarks));
  readonly #fitting = computed(() => this.#fit(this.looking, this.#inOrder.value, this.#readBefore.value));
  readonly #folding = computed(() => {
    // What somebody chose elsewhere is shown tip by tip.
    const groups = this.looking.filter.among ? new Map() : this.#groups.value;
    return folded(this.fitting, groups, this.#unfolded.value);
  });
  readonly #named = computed(() => namedIn(this.rows));

  constructor(host: QueueHost, turns?: Turns) {
    this.#host = host;
    this.#indexing = new TimeSlicer(this.#search.work, turns);
    tracked(this);
  }

  look(looking: Partial<Looking>): void {
    this.looking = { ...this.looking, ...looking };
    if (!this.visible.some(({ tip }) => tip.id === this.at)) this.at = this.visible[0]?.tip.id;
  }

  /** Changes some criteria of the filter as it is now, which may not have been drawn yet. */
  narrow(change: Partial<Filter>): void {
    this.look({ filter: { ...this.looking.filter, ...change } });
  }

  /** Every tip, as a line of the queue, in the order in which they came. */
  get rows(): readonly Row[] {
    return this.#table.all;
  }

  /** The tips that fit what the person looks for, in their order. */
  get fitting(): readonly Row[] {
    return this.#fitting.value;
  }

  /** Whose envelopes were opened here, and where answers to them go. */
  get replies(): Replies<TipId> {
    return this.#replies.value.known;
  }

  /** How many tips have come in and can't be found by their words yet. */
  get unsearched(): number {
    return this.#search.due;
  }

  /** What there is to choose from in a filter. */
  get named(): Named {
    return this.#named.value;
  }

  /** The same as lines: near-duplicates are one, unless a person has opened it. */
  get visible(): readonly Row[] {
    return this.#folding.value.lines;
  }

  /** The near-duplicates that a tip is one of, among those that fit; undefined if it is none of a fold. */
  foldOf(id: TipId | undefined): Fold | undefined {
    return id === undefined ? undefined : this.#folding.value.folds.get(id);
  }

  /** Shows all tips of a fold, or makes one line of them again. */
  openFold({ leader, tips }: Fold, isOpen: boolean): void {
    const others = [...this.#unfolded.value].filter((tip) => !tips.includes(tip));
    this.#unfolded.value = new Set(isOpen ? [...others, leader] : others);
    if (!isOpen && this.at !== undefined && tips.includes(this.at)) this.at = leader;
  }

  /** Which tips are near-duplicates is known anew. */
  group(grouped: Grouped): void {
    this.#groups.value = groupsByTip(grouped);
  }

  /** How many tips are set aside. */
  get aside(): number {
    return this.rows.filter((row) => row.aside).length;
  }

  isRead(id: TipId): boolean {
    return this.readMarks.opened.has(id) || this.readMarks.judged.has(id);
  }

  rowOf(id: TipId | undefined): Row | undefined {
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
  }

  selectNone(): void {
    this.selected = new Set();
  }

  openTip(id: TipId | undefined): void {
    this.open = id;
    if (id !== undefined) {
      this.at = id;
      this.readMarks = { ...this.readMarks, opened: new Set([...this.readMarks.opened, id]) };
    }
  }

  /** What was found in a file that a person opened. */
  take(file: Blob, found: readonly FoundTip[]): void {
    const { known } = this.#replies.value;
    const tips = new Map(this.tips);
    const changed = new Set<TipId>();
    for (const { opened, origin } of found) {
      const { id, day, contents, stanzas } = opened;
      const tip: QueuedTip = {
        id,
        day: day ?? tips.get(id)?.day ?? null,
        contents,
        stanzas,
        source: { file, origin },
        facts: factsOf(contents),
      };
      tips.set(id, tip);
      this.#index(tip);
      for (const one of [id, ...known.note(id, tip.day, contents)]) changed.add(one);
    }
    this.tips = tips;
    this.#replies.value = { known };
    this.#table.remake(changed);
  }

  /** This vault can't open a tip's envelope; another reviewer's casebook may have it, now or later. */
  takeShut(tip: TipId, code: ErrorCode): void {
    this.#shut.set(tip, code);
    if (this.tips.has(tip)) this.#table.remake([tip]);
  }

  /** What reviewers said of tips has changed; some may be ones that only a casebook has. */
  takeKept(views: readonly TipView[]): void {
    const judged = new Set(this.readMarks.judged);
    for (const view of views)
      if (hasSpoken(view, this.#host.reviewerKey)) judged.add(view.tip);
      else judged.delete(view.tip);
    this.readMarks = { ...this.readMarks, judged };
    const known = views.flatMap((view) => {
      const opened = this.tips.get(view.tip);
      // What is opened is what came; what only a casebook has is as the casebook has it now.
      return (opened?.source ? opened : keptTip(view)) ?? [];
    });
    this.tips = mapWith(
      this.tips,
      known.map((tip) => [tip.id, tip]),
    );
    for (const tip of known) this.#index(tip);
    this.#table.remake(known.map(({ id }) => id));
  }

  /** More lists of reviewers are known, to compare tips with. */
  learn(rosters: readonly KnownRoster[]): void {
    this.#rosters = [...this.#rosters, ...rosters];
    this.#table.remake(this.tips.keys());
  }

  /** On which line a tip is, or its fold; -1 if it isn't seen. */
  #placeOf(id: TipId | undefined): number {
    const here = this.foldOf(id);
    const at = here && !here.isOpen ? here.leader : id;
    return this.visible.findIndex(({ tip }) => tip.id === at);
  }

  /** Where the order is the same as the last time, only what has changed since is put in its place. */
  #sort(rows: readonly Row[], order: Order): readonly Row[] {
    const last = this.#sorted;
    const placeOf = (tip: TipId) => this.#table.placeOf(tip);
    const sorted =
      last?.order === order
        ? inOrderAgain(last.sorted, changedSince(last.rows, rows), order, placeOf)
        : inOrder(rows, order);
    this.#sorted = { order, rows, sorted };
    return sorted;
  }

  #fit({ query, filter }: Looking, rows: readonly Row[], before: ReadMarks): readonly Row[] {
    const found = this.#search.find(query);
    const { key, opened, judged } = untracked(() => ({ key: this.#host.reviewerKey, ...this.readMarks }));
    // What is opened while it is looked at stays in sight, whatever is said of it, until something else is looked for.
    const has = (tip: TipId) =>
      before.opened.has(tip) || (judged.has(tip) && (before.judged.has(tip) || !opened.has(tip)));
    const onlooker = { key, read: { has } };
    return rows.filter((row) => (!found || found.has(row.tip.id)) && fits(row, filter, onlooker));
  }

  #make(id: TipId): MadeRow {
    const tip = this.tips.get(id);
    if (!tip) throw new Error("a row of no tip");
    const view = this.#host.casebook.views.get(id);
    const row = rowOf(tip, this.#marksOf(tip), view, tip.source ? null : this.#shut.get(id));
    return { row, called: designationOf(id) };
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
}

/** Whether something that a reviewer said of a tip stands there. */
function hasSpoken(view: TipView, reviewer: ReviewerKey): boolean {
  const fields: readonly unknown[] = Object.values(view);
  return fields.some(
    (field) => Array.isArray(field) && field.some(({ by }: Said<unknown>) => by === reviewer),
  );
}
