import { foldHan } from "./fold-han.ts";
import { LATIN_LIKES } from "./latin-likes.ts";

/** Whether a person may take one name for the other, whatever letters, invisible characters or spaces they are made of. */
export function looksAlike(a: string, b: string): boolean {
  return skeleton(a) === skeleton(b) || skeleton(a.toLowerCase()) === skeleton(b.toLowerCase());
}

/** UTS 39's skeleton, as far as it is Latin, and without width, what can't be seen, spaces and forms of Chinese. */
function skeleton(name: string): string {
  const visible = name.normalize("NFKD").replace(/[\p{C}\p{DI}\s]/gu, "");
  return foldHan([...visible].map((character) => LATIN.get(character) ?? character).join(""));
}

const LATIN: ReadonlyMap<string, string> = new Map(
  LATIN_LIKES.split(" ").flatMap((group) => {
    const [latin = "", others = ""] = group.split(":");
    return [...others].map((other): [string, string] => [other, latin]);
  }),
);
