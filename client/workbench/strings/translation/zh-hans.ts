import type { TranslationStrings } from "./strings.ts";

export const translationZhHans: TranslationStrings = {
  heading: "译文",
  original: "原文",
  by: (language, who, day) => `${language} · ${who} · ${day}`,
  held: {
    "redacted-since":
      "这份译文不会导出：线索里有些内容已经遮盖，还没有人确认译文里去掉了。请重读译文，去掉这些内容，再保存。",
    "redacted-words": "这份译文不会导出：线索里遮盖的字句还在译文里。请去掉，再保存。",
    "not-agreed": "这份译文不会导出：同一语言有几份译文并存，或者这份存疑。请保存以哪一份为准。",
  },
  heldOf: (language) => `译文（${language}）不会导出，请看线索。`,
  add: "写译文",
  language: "译成",
  text: "译文",
  hint: "请翻译提供者写的内容。译文由您署名，会随线索一起导出。",
  redacted: (count) => `这条线索有 ${count} 处遮盖。译文里也请去掉这些内容：保存即表示您已去掉。`,
  save: "保存译文",
  edit: (language) => `修改译文（${language}）`,
  takeBack: (language) => `撤回译文（${language}）`,
  needed: "需要译成",
};
