import type { RedactionStrings } from "./strings.ts";

export const redactionZhHans: RedactionStrings = {
  heading: "遮盖",
  lede: "您标出的文字在这里仍可阅读，但不会出现在任何导出中。请标出姓名、地点以及其他能看出所指何人的内容。",
  notKept: "请先把线索收入案例册：遮盖是案例册的一部分。",
  notAsKept: "案例册中保留的文字与此处显示的不同，因此不能在此标出。",
  selection: "遮盖所选文字",
  nothingSelected: "请先在上面的文字中选择，或在下面输入。",
  words: "或者遮盖所有出现这些字的地方",
  wordsHint: "请输入或粘贴。不区分大小写，也不区分简体和繁体。",
  found: (count) => (count === 0 ? "没有找到尚未遮盖的地方。" : `找到 ${count} 处`),
  firstOnly: (count) => `只列出前 ${count} 处。请先遮盖，再查找一次。`,
  why: "理由（给其他审阅人看）",
  redact: (count) => `遮盖这 ${count} 处`,
  cancel: "取消",
  marks: (count) => `${count} 处遮盖`,
  takeBack: "撤回",
  takeBackOf: (words) => `撤回对“${words}”的遮盖`,
  asItLeaves: "显示送出时的文字",
  asItLeavesHint: "这是导出时的文字。原件没有改动。",
};
