import type { Language } from "../../report/vocabulary/languages.ts";

interface WithoutScript {
  /** What to do. */
  readonly text: string;
  /** What the link to the page that needs no JavaScript says. */
  readonly link: string;
}

/** For browsers without JavaScript. The build alone needs it: it stands in the page's HTML, and not in its script. */
export const WITHOUT_SCRIPT: Readonly<Record<Language, WithoutScript>> = {
  en: {
    text: "JavaScript is off, and this page needs it to seal what you write. In Tor Browser, set the security level to Safer or Standard (the shield, then Settings) and load this page again.",
    link: "I can’t switch it on: show me the way without JavaScript",
  },
  "zh-Hans": {
    text: "JavaScript 已关闭，而本页需要它来加密您写的内容。请在 Tor 浏览器里点盾牌图标，再点“设置…”，把“安全级别”改为“较安全（Safer）”或“标准（Standard）”，然后重新打开本页。",
    link: "我无法开启：请告诉我不用 JavaScript 的办法",
  },
  "zh-Hant": {
    text: "JavaScript 已關閉，而本頁需要它來加密您寫的內容。請在 Tor 瀏覽器裡點盾牌圖示，再點「偏好設定…」，把「安全性等級」改為「較安全（Safer）」或「標準（Standard）」，然後重新載入本頁。",
    link: "我無法開啟：請告訴我不用 JavaScript 的辦法",
  },
};
