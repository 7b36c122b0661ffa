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
  showTips: (tips) => `顯示 ${tips} 則`,
  selected: (tips) => `已選 ${tips} 則`,
  none: "全部不選",
  change: "更改…",
  stay: (tips) => `有 ${tips} 則正處於危險中，仍留在清單裡：請逐則打開。`,
  dangerWhat: "提供者自己這樣說。請先看這一則。",
  review: (grade) => `審閱 ${grade}`,
  facts: "表格裡填的",
};
