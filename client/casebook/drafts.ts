import type { EntityId, TipId } from "./names.ts";
import type { CasebookView, Current, EntityView, Said, TipView } from "./view.ts";
import type { WhatOf } from "./what.ts";

/** A view whose fields are still being filled. */
type Draft<V> = { readonly [F in keyof V]: V[F] extends Current<infer T> ? Said<T>[] : V[F] };

export type TipDraft = Draft<TipView>;
export type EntityDraft = Draft<EntityView>;

/** The views of all tips and entities while acts are folded into them; each begins when it is first named. */
export class Drafts {
  readonly exports: Said<WhatOf<"exported">>[] = [];
  readonly recipients: Said<WhatOf<"recipient">>[] = [];
  readonly accepted: Said<WhatOf<"accepted">>[] = [];
  readonly releases: Said<WhatOf<"counted">>[] = [];
  readonly disowned: Said<WhatOf<"disowned">>[] = [];
  readonly #tips = new Map<TipId, TipDraft>();
  readonly #entities = new Map<EntityId, EntityDraft>();

  tip(tip: TipId): TipDraft {
    return begun(this.#tips, tip, emptyTip);
  }

  entity(entity: EntityId): EntityDraft {
    return begun(this.#entities, entity, emptyEntity);
  }

  /** Of all tips, stations and incidents. */
  get subjects(): readonly (TipDraft | EntityDraft)[] {
    return [...this.#tips.values(), ...this.#entities.values()];
  }

  /** In one order, whatever order the acts were folded in. */
  view(): Pick<CasebookView, "tips" | "entities" | "recipients" | "accepted" | "releases" | "disowned"> & {
    readonly exports: Current<WhatOf<"exported">>;
  } {
    return {
      tips: settled(this.#tips),
      entities: settled(this.#entities),
      exports: inOrder(this.exports),
      recipients: inOrder(this.recipients),
      accepted: inOrder(this.accepted),
      releases: inOrder(this.releases),
      disowned: inOrder(this.disowned),
    };
  }
}

function begun<K, D>(drafts: Map<K, D>, name: K, empty: (name: K) => D): D {
  const known = drafts.get(name);
  if (known) return known;
  const draft = empty(name);
  drafts.set(name, draft);
  return draft;
}

function settled<K extends string, D extends object>(drafts: ReadonlyMap<K, D>): ReadonlyMap<K, D> {
  for (const draft of drafts.values()) {
    for (const field of Object.values(draft)) if (Array.isArray(field)) inOrder(field);
  }
  return new Map([...drafts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** By day, then by what was said: people read them, and what a digest or a key would order is in no order for them. */
function inOrder<T>(said: Said<T>[]): Said<T>[] {
  if (said.length < 2) return said;
  const texts = new Map(said.map(({ act, value }) => [act, JSON.stringify(value)]));
  const textOf = ({ act }: Said<T>) => texts.get(act) ?? "";
  return said.sort((a, b) => compare(a.on, b.on) || compare(textOf(a), textOf(b)) || compare(a.act, b.act));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function emptyTip(tip: TipId): TipDraft {
  return {
    tip,
    kept: [],
    grade: [],
    status: [],
    priority: [],
    tlp: [],
    pap: [],
    sensitivity: [],
    assigned: [],
    aside: [],
    verification: [],
    stationPlace: [],
    pressurePlace: [],
    labels: [],
    notes: [],
    redactions: [],
    misplaced: [],
    lifted: [],
    translations: [],
    entities: [],
    links: [],
    replies: [],
    dismissed: [],
    overrides: [],
    awaiting: [],
  };
}

/** A station or an incident of which nobody has said anything. */
export function emptyEntity(entity: EntityId): EntityDraft {
  return {
    entity,
    is: [],
    verification: [],
    place: [],
    labels: [],
    notes: [],
    tips: [],
    overrides: [],
    awaiting: [],
  };
}
