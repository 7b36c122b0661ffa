import hongKong from "opencc-js/dict/HKVariants";
import simplifiedToTraditional from "opencc-js/dict/STCharacters";
import traditionalToSimplified from "opencc-js/dict/TSCharacters";
import taiwan from "opencc-js/dict/TWVariants";

/**
 * The characters that OpenCC's dictionaries hold for forms of each other, as `client/folding/han-classes.ts` has them:
 * classes with spaces between them, in each the common form first (the simplified one, if there is one). The same
 * dictionaries give the same text on every machine.
 */
export function hanClasses(): string {
  const simplified = new Map(charactersOf(traditionalToSimplified));
  const pairs = [traditionalToSimplified, simplifiedToTraditional, taiwan, hongKong].flatMap(charactersOf);
  const classes = joined(pairs.flatMap(([one, others]) => others.map((other) => [one, other] as const)));
  return classes
    .map((members) => {
      const [first = ""] = members
        .flatMap((member) => simplified.get(member)?.[0] ?? [])
        .sort(byUse(members));
      return [...new Set([first, ...members])].filter((member) => member !== "").join("");
    })
    .sort(byCode)
    .join(" ");

  /** What most members become comes first. */
  function byUse(members: readonly string[]) {
    const uses = (one: string) => members.filter((member) => simplified.get(member)?.[0] === one).length;
    return (a: string, b: string) => uses(b) - uses(a) || byCode(a, b);
  }
}

/** Entries of one character and characters only, without phrases. */
function charactersOf(dictionary: string): (readonly [string, readonly string[]])[] {
  return dictionary.split("|").flatMap((entry) => {
    const [from = "", ...to] = entry.split(" ").filter((form) => [...form].length === 1);
    return entry.startsWith(`${from} `) && to.length > 0 ? [[from, to] as const] : [];
  });
}

/** Whoever is paired, even by others in between, is in one class; members ascending. Classes of one are none. */
function joined(pairs: readonly (readonly [string, string])[]): string[][] {
  const classOf = new Map<string, string[]>();
  for (const [one, other] of pairs) {
    const [a, b] = [classOf.get(one) ?? [one], classOf.get(other) ?? [other]];
    const both = a === b ? a : [...a, ...b];
    for (const member of new Set(both)) classOf.set(member, both);
  }
  return [...new Set(classOf.values())]
    .map((members) => [...new Set(members)].sort(byCode))
    .filter((members) => members.length > 1);
}

function byCode(a: string, b: string): number {
  return (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0);
}
