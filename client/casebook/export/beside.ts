import type { Day } from "../../../protocol/day.ts";
import type { EntityId, TipId } from "../names.ts";
import type { CasebookView, Current } from "../view.ts";
import type { Audience, ExportForm } from "../what.ts";

type Name = TipId | EntityId;

/**
 * The days on which some of what is to leave now left for others than the reviewers, ascending: as single cases if it
 * is to be counted, counted if it is to leave as cases. A number minus the cases in it may be one person.
 */
export function daysBeside(
  { exports, releases, entities }: CasebookView,
  form: ExportForm,
  audience: Audience,
  abouts: Iterable<Name>,
): readonly Day[] {
  if (audience === "internal") return [];
  const named = (names: Iterable<Name>) =>
    [...names].flatMap((name) => [
      name,
      ...(entities.get(name as EntityId)?.tips ?? []).map(({ value }) => value),
    ]);
  const leaving = new Set<Name>(named(abouts));
  const before =
    form === "counts"
      ? daysOf(exports, (left) =>
          left.audience === "internal" ? [] : named(left.cases.map(({ about }) => about)),
        )
      : daysOf(releases, countedIn(named));
  return ascending(before.filter(({ names }) => names.some((name) => leaving.has(name))));
}

/** The days of publications that counted what another counted too: their reviewers knew nothing of each other. */
export function daysCountedTwice({ releases }: Pick<CasebookView, "releases">): readonly Day[] {
  const all = daysOf(
    releases,
    countedIn((names) => [...names]),
  );
  const times = new Map<Name, number>();
  for (const { names } of all) for (const name of new Set(names)) times.set(name, (times.get(name) ?? 0) + 1);
  return ascending(all.filter(({ names }) => names.some((name) => (times.get(name) ?? 0) > 1)));
}

type Release = CasebookView["releases"][number]["value"];

function countedIn(named: (names: Iterable<Name>) => Name[]) {
  return ({ cells }: Release) => named(cells.flatMap(({ abouts }) => abouts));
}

function daysOf<T>(said: Current<T>, namesIn: (value: T) => readonly Name[]) {
  return said.map(({ value, on }) => ({ on, names: namesIn(value) }));
}

function ascending(days: readonly { readonly on: Day }[]): readonly Day[] {
  return [...new Set(days.map(({ on }) => on))].sort();
}
