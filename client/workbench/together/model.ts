import { type EntityId, newEntityId, type TipId } from "../../casebook/names.ts";
import type { Suggestion } from "../../casebook/near/near-index.ts";
import type { What } from "../../casebook/what.ts";
import type { NearModel } from "../near/model.ts";
import type { QueueModel } from "../queue/model.ts";
import type { CasebookModel } from "../review/casebook.ts";
import { harmlessLabel, type NewEntity } from "../stations/entity.ts";
import { linkBetween, type Sense, type Tie } from "./links.ts";
import { type Offer, offersOf } from "./offers.ts";

/** As many tips are set aside by one act. */
const MOST_AT_ONCE = 1000;

/** What it needs of the rest. */
export interface TogetherHost {
  readonly queue: Pick<QueueModel, "visible" | "look" | "rowOf"> & Positions;
  readonly casebook: Pick<CasebookModel, "views" | "keeping" | "perform" | "step">;
  readonly near: Pick<NearModel, "suggestionsFor">;
}

type Positions = { -readonly [K in "open" | "at"]: QueueModel[K] };

/** What belongs together, and what goes out of the queue together; every step is an act, and a person's. */
export class TogetherModel {
  readonly #host: TogetherHost;

  constructor(host: TogetherHost) {
    this.#host = host;
  }

  /** What may belong to a tip; undefined as long as that is being found out. */
  offersFor(tip: TipId): readonly Offer[] | undefined {
    const found: readonly Suggestion[] | undefined = this.#host.near.suggestionsFor(tip);
    return found && offersOf(tip, found, this.#host.casebook.views.get(tip));
  }

  /** Links two tips; what isn't kept yet is kept. */
  async link(tip: TipId, other: TipId, sense: Sense): Promise<void> {
    await this.#keepAnd([tip, other], [{ kind: "linked", ...linkBetween(tip, other, sense) }]);
  }

  async unlink({ said: [said] }: Tie): Promise<void> {
    if (!said) return;
    const { from, to, link } = said.value;
    await this.#host.casebook.perform({ kind: "unlinked", from, to, link });
  }

  /** Turns down all that speaks for an offer. */
  async dismiss(tip: TipId, { other, whys }: Offer): Promise<void> {
    const tips = [tip, other].sort();
    await this.#host.casebook.step(
      whys.map(({ code }) => ({ kind: "dismissed", tips, suggestion: code }) as const),
    );
  }

  async support(tip: TipId, entity: EntityId): Promise<void> {
    await this.#keepAnd([tip], [{ kind: "supports", tip, entity }]);
  }

  async unsupport(tip: TipId, entity: EntityId): Promise<void> {
    await this.#host.casebook.perform({ kind: "unsupports", tip, entity });
  }

  /** A station or an incident that a tip is the first to support. @returns whether it is signed */
  found(tip: TipId, made: NewEntity): Promise<boolean> {
    const entity = newEntityId();
    const title = harmlessLabel(made.title);
    return this.#keepAnd(
      [tip],
      [
        { kind: "entity", entity, ...made, title },
        { kind: "supports", tip, entity },
      ],
    );
  }

  /** Out of the queue, whether kept or not; the work goes on with what came behind it. */
  async setAside(tips: readonly TipId[]): Promise<void> {
    const { queue } = this.#host;
    const place = queue.visible.findIndex(({ tip }) => tips.includes(tip.id));
    if (!(await this.#aside(tips, true))) return;
    if (queue.open !== undefined && tips.includes(queue.open)) queue.open = undefined;
    if (queue.at !== undefined && tips.includes(queue.at)) queue.at = queue.visible.at(place)?.tip.id;
    queue.look({});
  }

  /** Back into the queue. */
  async takeBack(tips: readonly TipId[]): Promise<void> {
    if (!(await this.#aside(tips, false))) return;
    this.#host.queue.look({});
  }

  #aside(tips: readonly TipId[], aside: boolean): Promise<boolean> {
    const sorted = [...new Set(tips)].sort();
    const times = Math.ceil(sorted.length / MOST_AT_ONCE);
    const some = (i: number) => sorted.slice(i * MOST_AT_ONCE, (i + 1) * MOST_AT_ONCE);
    return this.#host.casebook.step(
      Array.from({ length: times }, (_, i) => ({ kind: "setaside", tips: some(i), aside }) as const),
    );
  }

  /** Keeps what isn't kept yet, and does the rest; nothing, if one of the tips isn't here. @returns whether it is signed */
  async #keepAnd(tips: readonly TipId[], whats: readonly What[]): Promise<boolean> {
    const { queue, casebook } = this.#host;
    const rows = tips.map((tip) => queue.rowOf(tip));
    if (rows.includes(undefined)) return false;
    const keeping = rows.flatMap((row) => (row ? casebook.keeping(row) : []));
    return await casebook.step([...keeping, ...whats]);
  }
}
