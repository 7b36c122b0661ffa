import type { TranslationStrings } from "./strings.ts";

export const translationZhHant: TranslationStrings = {
  heading: "譯文",
  original: "原文",
  by: (language, who, day) => `${language} · ${who} · ${day}`,
  held: {
    "redacted-since":
      "這份譯文不會匯出：線索裡有些內容已經遮蓋，還沒有人確認譯文裡去掉了。請重讀譯文，去掉這些內容，再儲存。",
    "redacted-words": "這份譯文不會匯出：線索裡遮蓋的字句還在譯文裡。請去掉，再儲存。",
    "not-agreed": "這份譯文不會匯出：同一語言有幾份譯文並存，或者這份存疑。請儲存以哪一份為準。",
  },
  heldOf: (language) => `譯文（${language}）不會匯出，請看線索。`,
  add: "寫譯文",
  language: "譯成",
  text: "譯文",
  hint: "請翻譯提供者寫的內容。譯文由您署名，會隨線索一起匯出。",
  redacted: (count) => `這條線索有 ${count} 處遮蓋。譯文裡也請去掉這些內容：儲存即表示您已去掉。`,
  save: "儲存譯文",
  edit: (language) => `修改譯文（${language}）`,
  takeBack: (language) => `撤回譯文（${language}）`,
  needed: "需要譯成",
};
