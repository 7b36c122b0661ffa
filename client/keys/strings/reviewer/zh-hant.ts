import type { ReviewerStrings } from "./strings.ts";

export const reviewerZhHant: ReviewerStrings = {
  menu: {
    heading: "您想做什麼？",
    open: "打開您的保險庫",
    openDoes: "看看裡面有什麼，並保管好它。",
    restore: "恢復保險庫",
    restoreDoes: "保險庫丟失或忘了密語時，用各份備份恢復。",
  },
};
