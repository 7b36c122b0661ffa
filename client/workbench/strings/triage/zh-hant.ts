import type { TriageStrings } from "./strings.ts";

export const triageZhHant: TriageStrings = {
  next: "下一則",
  pick: "按數字選擇，按 Esc 則保持不變。",
  half: "評級的另一半審閱人意見不同；您把那一半也選好，這個評級才算數。",
  did: {
    kept: "已收入案例冊",
    graded: "已評級",
    assigned: "已分派",
    labelled: "已加標籤",
    noted: "已加備註",
    redacted: "已遮蓋",
    linked: "已關聯",
    set: "已更改",
    other: "上一步",
  },
  did1: (did, tip) => `${did}：${tip}`,
  didMany: (did, tips) => `${did}：${tips} 則`,
  back: (tips) => `${tips} 則線索回到了清單。`,
};
