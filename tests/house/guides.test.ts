import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en as courier } from "../../client/courier/page/strings/en.ts";
import { zhHans as courierInChinese } from "../../client/courier/page/strings/zh-hans.ts";
import { en as keys } from "../../client/keys/strings/en.ts";
import { zhHans as keysInChinese } from "../../client/keys/strings/zh-hans.ts";
import { en as source } from "../../client/source/strings/en.ts";
import { zhHans as sourceInChinese } from "../../client/source/strings/zh-hans.ts";
import { en as workbench } from "../../client/workbench/strings/en.ts";
import { zhHans as workbenchInChinese } from "../../client/workbench/strings/zh-hans.ts";

/** Each guide, whose strings it quotes, and the bold words that begin paragraphs of its own. */
const GUIDES = [
  [
    "docs/reviewing.md",
    { workbench, keys },
    [
      "bold",
      "On Tails",
      "A backup",
      "The vault is lost",
      "The vault is stolen, or somebody saw the passphrase",
    ],
  ],
  ["docs/helping.md", source, ["bold", "The device", "The network", "Tor Browser", "The address"]],
  [
    "docs/carrying.md",
    courier,
    [
      ...["bold", "pack", "onion's key", "The file is refused", "A bundle was lost"],
      ...["The server doesn't let you in", "The server ends each session at once"],
      "The pack is lost, or somebody may have it",
      "The page names days on which tips were deleted before any courier came",
    ],
  ],
  [
    "docs/ceremony.md",
    keys,
    [
      ...["bold", "makes a key", "vault", "ceremony file", "Letters", "A holiday"],
      ...["A reviewer or courier has to go, at once", "A reviewer lost a vault", "A draft is wrong"],
      ...["A steward's key is lost", "A steward's key is stolen", "Your ceremony file is lost"],
    ],
  ],
  ["docs/helping.zh-hans.md", sourceInChinese, ["粗体字", "设备", "网络", "Tor 浏览器", "网址"]],
  [
    "docs/reviewing.zh-hans.md",
    { workbenchInChinese, keysInChinese },
    ["粗体字", "在 Tails 上", "保险库丢了", "保险库被偷，或有人看到了密码短语"],
  ],
  [
    "docs/carrying.zh-hans.md",
    { courierInChinese, keysInChinese },
    [
      ...["粗体字", "信使包", "网址的密钥", "文件被拒绝", "文件包丢了", "服务器不让您进入"],
      ...["服务器每次都马上结束连接", "页面列出还没有信使来取就删除了的日子"],
    ],
  ],
  [
    "docs/ceremony.zh-hans.md",
    keysInChinese,
    [
      ...["粗体字", "保险库", "仪式文件", "审阅人或信使要马上去掉", "草案不对", "仪式文件丢了"],
      ...["一位名单负责人丢了密钥", "一位名单负责人的密钥被偷了"],
    ],
  ],
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
