import type { Line } from "./line.ts";

/**
 * The union of casebooks' lines, each once, ascending: the same whatever is merged first. Lines that don't count
 * (a reviewer whose roster isn't known here, say) stay in it: elsewhere, or later, they may.
 */
export function mergeLines(...casebooks: readonly Iterable<Line>[]): readonly Line[] {
  const all = new Set<Line>();
  for (const lines of casebooks) for (const line of lines) all.add(line);
  return [...all].sort();
}
