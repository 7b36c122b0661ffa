import type { ReviewerStrings } from "./strings.ts";

export const reviewerZhHans: ReviewerStrings = {
  menu: {
    heading: "您想做什么？",
    open: "打开您的保险库",
    openDoes: "看看里面有什么，并保管好它。",
    restore: "恢复保险库",
    restoreDoes: "保险库丢失或忘了密码短语时，用各份备份恢复。",
  },
};
