import type { TriageStrings } from "./strings.ts";

export const triageZhHans: TriageStrings = {
  next: "下一条",
  pick: "按数字选择，按 Esc 则保持不变。",
  half: "评级的另一半审阅人意见不同；您把那一半也选好，这个评级才算数。",
  did: {
    kept: "已收入案例册",
    graded: "已评级",
    assigned: "已分派",
    labelled: "已加标签",
    noted: "已加备注",
    redacted: "已遮盖",
    linked: "已关联",
    set: "已更改",
    other: "上一步",
  },
  did1: (did, tip) => `${did}：${tip}`,
  didMany: (did, tips) => `${did}：${tips} 条`,
  back: (tips) => `${tips} 条线索回到了列表。`,
  showTips: (tips) => `显示 ${tips} 条`,
  selected: (tips) => `已选 ${tips} 条`,
  none: "全部不选",
  change: "更改…",
  stay: (tips) => `有 ${tips} 条正处于危险中，仍留在列表里：请逐条打开。`,
  dangerWhat: "提供者自己这样说。请先看这一条。",
  review: (grade) => `审阅 ${grade}`,
  facts: "表格里填的",
};
