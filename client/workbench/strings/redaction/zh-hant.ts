import type { RedactionStrings } from "./strings.ts";

export const redactionZhHant: RedactionStrings = {
  heading: "遮蓋",
  lede: "您標出的文字在這裡仍可閱讀，但不會出現在任何匯出中。請標出姓名、地點以及其他能看出所指何人的內容。",
  notKept: "請先把線索收入案例冊：遮蓋是案例冊的一部分。",
  notAsKept: "案例冊中保留的文字與此處顯示的不同，因此不能在此標出。",
  selection: "遮蓋所選文字",
  nothingSelected: "請先在上面的文字中選擇，或在下面輸入。",
  words: "或者遮蓋所有出現這些字的地方",
  wordsHint: "請輸入或貼上。不區分大小寫，也不區分簡體和繁體。",
  found: (count) => (count === 0 ? "沒有找到尚未遮蓋的地方。" : `找到 ${count} 處`),
  firstOnly: (count) => `只列出前 ${count} 處。請先遮蓋，再尋找一次。`,
  why: "理由（給其他審閱人看）",
  redact: (count) => `遮蓋這 ${count} 處`,
  cancel: "取消",
  marks: (count) => `${count} 處遮蓋`,
  takeBack: "撤回",
  takeBackOf: (words) => `撤回對「${words}」的遮蓋`,
  asItLeaves: "顯示送出時的文字",
  asItLeavesHint: "這是匯出時的文字。原件沒有改動。",
};
