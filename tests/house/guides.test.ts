import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en as courier } from "../../client/courier/page/strings/en.ts";
import { en as keys } from "../../client/keys/strings/en.ts";
import { en as source } from "../../client/source/strings/en.ts";
import { zhHans as sourceInChinese } from "../../client/source/strings/zh-hans.ts";
import { en as workbench } from "../../client/workbench/strings/en.ts";

/** Each guide, whose strings it quotes, and the bold words that begin paragraphs of its own. */
const GUIDES = [
  [
    "docs/reviewing.md",
    { workbench, keys },
    ["bold", "A backup", "The vault is lost", "The vault is stolen, or somebody saw the passphrase"],
  ],
  ["docs/helping.md", source, ["bold", "The device", "The network", "Tor Browser", "The address"]],
  [
    "docs/carrying.md",
    courier,
    [
      ...["bold", "pack", "onion's key", "The file is refused", "A bundle was lost"],
      ...["The server doesn't let you in", "The pack is lost, or somebody may have it"],
      "The page names days on which tips were deleted before any courier came",
    ],
  ],
  ["docs/helping.zh-hans.md", sourceInChinese, ["粗体字", "设备", "网络", "Tor 浏览器", "网址"]],
] as const;

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const withoutStop = (text: string) => text.replace(/[.。]$/, "");

test.each(GUIDES)("%s calls buttons and fields as the page does", (name, strings, own) => {
  const words = [...readFileSync(name, "utf8").matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = ""]) =>
    withoutStop(word.replace(/\s+/g, " ")),
  );
  const known = new Set([...textsIn(strings).map(withoutStop), ...own]);
  expect(words.length).toBeGreaterThan(10);
  expect(words.filter((word) => !known.has(word))).toEqual([]);
});
