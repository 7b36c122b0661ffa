import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "../../client/workbench/strings/en.ts";

const page = readFileSync("docs/reviewing.md", "utf8");

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Bold words that begin a paragraph of the page's own. */
const OWN = [
  "bold",
  "A backup",
  "The vault is lost.",
  "The vault is stolen, or somebody saw the passphrase.",
];

test("the reviewers' page calls buttons and fields as the workbench does", () => {
  const words = [...page.matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = ""]) => word.replace(/\s+/g, " "));
  const known = new Set([...textsIn(en), ...OWN].map((text) => text.replace(/\.$/, "")));
  expect(words.length).toBeGreaterThan(20);
  expect(words.filter((word) => !known.has(word.replace(/\.$/, "")))).toEqual([]);
});
