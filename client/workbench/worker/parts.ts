import type { CasebookView, EntityView, TipView } from "../../casebook/view.ts";
import type { Tell } from "../../workers/calls.ts";
import type { CasebookChange, Left, Lists, Shown, ToldOfCasebook } from "./casebook-messages.ts";

/** Most values of a field that the page gets. What decides anything is with the worker, whole. */
export const MOST_SHOWN = 1000;

/** A message that is longer, as JSON, is the last of its list's: what the page takes at once it takes in a few milliseconds. */
const MOST_PART = 128 * 1024;

/** Tells of a change in messages that the page takes without a halt. */
export function tellCasebook(change: CasebookChange, tell: Tell<ToldOfCasebook>): void {
  const { views, entities, exports, letters, accepted, publications, recipients, unverified, ...totals } =
    change;
  const lists: Lists = {
    ...{ accepted, publications, recipients, unverified },
    views: views.map(shown),
    entities: entities.map(shown),
    exports: exports.map(left),
    letters: totals.sameLetters ? [] : letters,
  };
  for (const part of partsOf(lists)) tell({ kind: "part", part });
  tell({ kind: "casebook", totals });
}

function* partsOf(lists: Lists): Generator<Partial<Lists>> {
  for (const name of Object.keys(lists) as (keyof Lists)[]) yield* cut(name, lists[name]);
}

function* cut<K extends keyof Lists>(list: K, all: Lists[K]): Generator<Partial<Lists>> {
  let part: Lists[K][number][] = [];
  let length = 0;
  for (const one of all) {
    part.push(one);
    length += JSON.stringify(one).length;
    if (length < MOST_PART) continue;
    yield { [list]: part };
    part = [];
    length = 0;
  }
  if (part.length > 0) yield { [list]: part };
}

function shown<V extends TipView | EntityView>(view: V): Shown<V> {
  let beyond = 0;
  const fields = Object.entries(view).map(([name, field]) => {
    if (!Array.isArray(field) || field.length <= MOST_SHOWN) return [name, field];
    beyond += field.length - MOST_SHOWN;
    return [name, field.slice(0, MOST_SHOWN)];
  });
  return { ...(Object.fromEntries(fields) as V), beyond };
}

function left(said: CasebookView["exports"][number]): Left {
  const { cases, exceptions, ...value } = said.value;
  const named = exceptions.slice(0, MOST_SHOWN);
  const counts = { cases: cases.length, exceptions: named, beyond: exceptions.length - named.length };
  return { ...said, value: { ...value, ...counts } };
}
