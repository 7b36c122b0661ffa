import type { Act } from "./acts.ts";
import type { ActDigest } from "./names.ts";
import { Seen } from "./seen.ts";

interface Node {
  readonly digest: ActDigest;
  readonly act: Act;
}

interface Place {
  /** Acts that follow one another by `previous` share a lane; of two that follow the same one, one opens another. */
  readonly lane: number;
  /** From 1. */
  readonly position: number;
  /** Of each other lane, how many acts are in the past. Shared by acts that saw nothing new. */
  readonly seen: Seen;
}

/** Who had seen what: an act's causal past is what `previous` and `heads` lead to, as far as it is there. */
export class Past {
  /** Every act behind all acts of its past. */
  readonly order: readonly ActDigest[];
  readonly #places = new Map<ActDigest, Place>();

  constructor(nodes: readonly Node[]) {
    const byDigest = new Map(nodes.map((node) => [node.digest, node]));
    this.order = ordered(byDigest);
    const lanes = lanesOf(this.order, byDigest);
    for (const digest of this.order) {
      const node = byDigest.get(digest);
      const place = lanes.get(digest);
      if (node && place) this.#places.set(digest, this.#placeOf(node.act, place));
    }
  }

  /** Whether the reviewer of `later` had seen `earlier` when making it. No act has seen itself. */
  includes(later: ActDigest, earlier: ActDigest): boolean {
    const [after, before] = [this.#places.get(later), this.#places.get(earlier)];
    if (!after || !before) return false;
    if (after.lane === before.lane) return before.position < after.position;
    return before.position <= after.seen.of(before.lane);
  }

  #placeOf(act: Act, { lane, position }: LanePlace): Place {
    const parents = [act.previous, ...act.heads].flatMap(
      (digest) => (digest && this.#places.get(digest)) || [],
    );
    const [first] = parents;
    if (first && parents.length === 1 && first.lane === lane) return { lane, position, seen: first.seen };
    const others = [...new Set(parents.map(({ seen }) => seen))];
    return { lane, position, seen: Seen.all(others, parents) };
  }
}

/** Parents first. No cycle is possible: an act names others by the hash of what they say. */
function ordered(nodes: ReadonlyMap<ActDigest, Node>): ActDigest[] {
  const waiting = new Map<ActDigest, number>();
  const children = new Map<ActDigest, ActDigest[]>();
  for (const { digest, act } of nodes.values()) {
    const parents = [act.previous, ...act.heads].filter((parent) => parent !== null && nodes.has(parent));
    waiting.set(digest, parents.length);
    for (const parent of parents as ActDigest[]) {
      const known = children.get(parent);
      if (known) known.push(digest);
      else children.set(parent, [digest]);
    }
  }
  const order = [...nodes.keys()].filter((digest) => waiting.get(digest) === 0).sort();
  for (const digest of order) {
    for (const child of children.get(digest) ?? []) {
      const left = (waiting.get(child) ?? 0) - 1;
      waiting.set(child, left);
      if (left === 0) order.push(child);
    }
  }
  return order;
}

type LanePlace = Pick<Place, "lane" | "position">;

function lanesOf(order: readonly ActDigest[], nodes: ReadonlyMap<ActDigest, Node>) {
  const places = new Map<ActDigest, LanePlace>();
  const continued = new Set<ActDigest>();
  let count = 0;
  for (const digest of order) {
    const previous = nodes.get(digest)?.act.previous ?? null;
    const before = previous === null || continued.has(previous) ? undefined : places.get(previous);
    if (previous !== null) continued.add(previous);
    places.set(
      digest,
      before ? { lane: before.lane, position: before.position + 1 } : { lane: count++, position: 1 },
    );
  }
  return places;
}
