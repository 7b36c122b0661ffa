import type { KnownRoster } from "../../bundle/known-documents.ts";
import type { TipId } from "../../casebook/names.ts";
import type { TipView } from "../../casebook/view.ts";
import { type Mark, marksOf } from "../../opening/marks.ts";
import type { App } from "../app.ts";
import { keptTip } from "../review/kept-tip.ts";
import type { FoundTip } from "../worker/messages.ts";
import { type Filter, fits, NO_FILTER } from "./filter.ts";
import { type Fold, type Folded, folded, type Groups, groupsByTip } from "./folds.ts";
import { inOrder, type Order } from "./order.ts";
import { factsOf, type QueuedTip } from "./queued-tip.ts";
import { calledOf, type Row, rowOf } from "./row.ts";
import { Search } from "./search.ts";
import { toldApart } from "./told-apart.ts";

/** What a person looks for in the queue. */
export interface Looking {
  readonly query: string;
  readonly filter: Filter;
  readonly order: Order;
}

/** All tips that have been opened or that a casebook holds, and which of them a person sees. */
export class QueueDesk {
  looking: Looking = { query: "", filter: NO_FILTER, order: "urgent" };
  /** The row that the keyboard is at. */
  at: TipId | undefined;
  /** The tip that is open. */
  open: TipId | undefined;
  readonly read = new Set<TipId>();
  readonly tips = new Map<TipId, QueuedTip>();
  readonly #app: App;
  readonly #search = new Search();
  #rosters: readonly KnownRoster[] = [];
  #rows: ReadonlyMap<TipId, Row> | undefined;
  #fitting: readonly Row[] | undefined;
  #folded: Folded | undefined;
  #groups: Groups = new Map();
  readonly #opened = new Set<TipId>();

  constructor(app: App) {
    this.#app = app;
  }

  look(looking: Partial<Looking>): void {
    this.looking = { ...this.looking, ...looking };
    this.#fitting = undefined;
    this.#folded = undefined;
    if (!this.visible.some(({ tip }) => tip.id === this.at)) this.at = this.visible[0]?.tip.id;
    this.#app.changed();
  }

  /** Every tip, as a line of the queue, in the order in which they came. */
  get rows(): readonly Row[] {
    return [...this.#rowsById.values()];
  }

  /** The tips that fit what the person looks for, in their order. */
  get fitting(): readonly Row[] {
    this.#fitting ??= this.#find();
    return this.#fitting;
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
    this.#app.changed();
  }

  /** Which tips are near-duplicates is known anew. */
  group(groups: readonly (readonly TipId[])[]): void {
    this.#groups = groupsByTip(groups);
    this.#folded = undefined;
  }

  /** How many tips are set aside. */
  get aside(): number {
    return this.rows.filter((row) => row.aside).length;
  }

  rowOf(id: TipId | undefined): Row | undefined {
    return id === undefined ? undefined : this.#rowsById.get(id);
  }

  /** Moves by so many lines. */
  move(by: number): void {
    const lines = this.visible;
    const here = this.foldOf(this.at);
    const at = here && !here.isOpen ? here.leader : this.at;
    const from = lines.findIndex(({ tip }) => tip.id === at);
    const to = Math.max(0, Math.min(lines.length - 1, from + by));
    this.at = lines[to]?.tip.id;
    if (this.open !== undefined) this.openTip(this.at);
    this.#app.changed();
  }

  openTip(id: TipId | undefined): void {
    this.open = id;
    if (id !== undefined) {
      this.at = id;
      this.read.add(id);
    }
    this.#app.changed();
  }

  /** What was found in a file that a person opened. */
  take(file: Blob, found: readonly FoundTip[]): void {
    for (const { opened, origin, designation, digits } of found) {
      const { id, day, contents, stanzas } = opened;
      const tip = {
        id,
        designation,
        digits,
        day: day ?? this.tips.get(id)?.day ?? null,
        contents,
        stanzas,
        source: { file, origin },
        facts: factsOf(contents),
      };
      this.tips.set(id, tip);
      this.#index(tip);
    }
    this.refresh();
  }

  /** What reviewers said of a tip has changed; it may be one that only a casebook has. */
  takeKept(view: TipView): void {
    const known = this.tips.get(view.tip) ?? keptTip(view);
    if (!known) return;
    this.tips.set(view.tip, known);
    this.#index(known);
  }

  /** More lists of reviewers are known, to compare tips with. */
  learn(rosters: readonly KnownRoster[]): void {
    this.#rosters = [...this.#rosters, ...rosters];
    this.refresh();
  }

  /** Draws the queue anew from what is known now. */
  refresh(): void {
    this.#rows = undefined;
    this.#fitting = undefined;
    this.#folded = undefined;
  }

  get #folding(): Folded {
    // What somebody chose elsewhere is shown tip by tip.
    const groups = this.looking.filter.among ? new Map() : this.#groups;
    this.#folded ??= folded(this.fitting, groups, this.#opened);
    return this.#folded;
  }

  get #rowsById(): ReadonlyMap<TipId, Row> {
    this.#rows ??= this.#makeRows();
    return this.#rows;
  }

  #makeRows(): ReadonlyMap<TipId, Row> {
    const { casebook, broken } = this.#app;
    const { views } = casebook;
    const shut = new Map(broken.flatMap(({ tip, trouble }) => (tip ? [[tip, trouble] as const] : [])));
    const rows = [...this.tips.values()].map((tip) =>
      rowOf(tip, this.#marksOf(tip), views.get(tip.id), tip.source ? null : shut.get(tip.id)),
    );
    const names = toldApart(rows.map((row) => calledOf(row, views.get(row.tip.id))));
    return new Map(
      rows.map((row) => [row.tip.id, { ...row, designation: names.get(row.tip.id) ?? row.designation }]),
    );
  }

  /** What is searched of a tip: what its source wrote, and what reviewers added. */
  #index(tip: QueuedTip): void {
    const view = this.#app.casebook.views.get(tip.id);
    const added = [
      tip.designation,
      ...[view?.designation, view?.labels, view?.notes]
        .flatMap((said) => said ?? [])
        .map(({ value }) => value),
    ];
    this.#search.put(tip, added.join("\n"));
  }

  #marksOf(tip: QueuedTip): readonly Mark[] {
    const { reviewer } = this.#app;
    if (!reviewer || !tip.stanzas) return [];
    const { id, day, stanzas, contents } = tip;
    return marksOf({ id, day, stanzas, contents }, { instance: reviewer.instance, rosters: this.#rosters });
  }

  #find(): readonly Row[] {
    const { query, filter, order } = this.looking;
    const found = this.#search.find(query);
    const onlooker = { key: this.#app.reviewerKey, read: this.read };
    const fitting = this.rows.filter(
      (row) => (!found || found.has(row.tip.id)) && fits(row, filter, onlooker),
    );
    return inOrder(fitting, order);
  }
}
