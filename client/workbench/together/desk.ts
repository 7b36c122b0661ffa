import { type EntityId, newEntityId, type TipId } from "../../casebook/names.ts";
import type { Suggestion } from "../../casebook/near/near-index.ts";
import type { What, WhatOf } from "../../casebook/what.ts";
import type { App } from "../app.ts";
import { harmlessLabel, type NewEntity } from "../stations/entity.ts";
import { linkBetween, type Sense, type Tie } from "./links.ts";
import { type Offer, offersOf } from "./offers.ts";

/** As many tips are set aside by one act. */
const MOST_AT_ONCE = 1000;

/** What belongs together, and what goes out of the queue together; every step is an act, and a person's. */
export class TogetherDesk {
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  /** What may belong to a tip; undefined as long as that is being found out. */
  offersFor(tip: TipId): readonly Offer[] | undefined {
    const found: readonly Suggestion[] | undefined = this.#app.near.suggestionsFor(tip);
    return found && offersOf(tip, found, this.#app.casebook.views.get(tip));
  }

  /** Links two tips; what isn't kept yet is kept. */
  async link(tip: TipId, other: TipId, sense: Sense): Promise<void> {
    if (!(await this.#keep(tip, other))) return;
    await this.#app.casebook.perform({ kind: "linked", ...linkBetween(tip, other, sense) });
  }

  async unlink({ said: [said] }: Tie): Promise<void> {
    if (!said) return;
    const { from, to, link } = said.value;
    await this.#app.casebook.perform({ kind: "unlinked", from, to, link });
  }

  /** Turns down all that speaks for an offer. */
  async dismiss(tip: TipId, { other, whys }: Offer): Promise<void> {
    const tips = [tip, other].sort();
    for (const { code } of whys)
      await this.#app.casebook.perform({ kind: "dismissed", tips, suggestion: code });
  }

  async support(tip: TipId, entity: EntityId): Promise<void> {
    if (!(await this.#keep(tip))) return;
    await this.#app.casebook.perform({ kind: "supports", tip, entity });
  }

  async unsupport(tip: TipId, entity: EntityId): Promise<void> {
    await this.#app.casebook.perform({ kind: "unsupports", tip, entity });
  }

  /** A station or an incident that a tip is the first to support. */
  async found(tip: TipId, entity: NewEntity): Promise<void> {
    const made: WhatOf<"entity"> = { kind: "entity", entity: newEntityId(), ...entity };
    if (!(await this.#keep(tip))) return;
    await this.#app.casebook.perform({ ...made, title: harmlessLabel(made.title) });
    await this.support(tip, made.entity);
  }

  /** Out of the queue, whether kept or not; the work goes on with what came behind it. */
  async setAside(tips: readonly TipId[]): Promise<void> {
    const { queue } = this.#app;
    const place = queue.visible.findIndex(({ tip }) => tips.includes(tip.id));
    await this.#aside(tips, true);
    if (queue.open !== undefined && tips.includes(queue.open)) queue.open = undefined;
    if (queue.at !== undefined && tips.includes(queue.at)) queue.at = queue.visible.at(place)?.tip.id;
    queue.look({});
  }

  /** Back into the queue. */
  async takeBack(tips: readonly TipId[]): Promise<void> {
    await this.#aside(tips, false);
    this.#app.queue.look({});
  }

  async #aside(tips: readonly TipId[], aside: boolean): Promise<void> {
    const sorted = [...new Set(tips)].sort();
    const acts: What[] = [];
    for (let i = 0; i < sorted.length; i += MOST_AT_ONCE)
      acts.push({ kind: "setaside", tips: sorted.slice(i, i + MOST_AT_ONCE), aside });
    await this.#app.casebook.step(acts);
  }

  /** Keeps what isn't kept yet; whether all are kept then. */
  async #keep(...tips: readonly TipId[]): Promise<boolean> {
    const { queue, casebook } = this.#app;
    for (const tip of tips) {
      const row = queue.rowOf(tip);
      if (row && !row.kept) await casebook.keep(row);
    }
    return tips.every((tip) => queue.rowOf(tip)?.kept === true);
  }
}
