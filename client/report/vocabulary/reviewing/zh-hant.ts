import type { ReviewingLabels } from "./codes.ts";

export const zhHant: ReviewingLabels = {
  fhClass: {
    direct_attack: "直接攻擊",
    coopt_host: "利用他國",
    mobility: "控制行動自由",
    distance: "遠距威脅",
  },
  sourceReliability: {
    A: "完全可靠",
    B: "通常可靠",
    C: "尚屬可靠",
    D: "通常不可靠",
    E: "不可靠",
    F: "無法判斷",
  },
  infoCredibility: {
    "1": "已獲其他來源證實",
    "2": "很可能屬實",
    "3": "可能屬實",
    "4": "存疑",
    "5": "不太可能",
    "6": "無法判斷",
  },
  verification: {
    confirmed: "已證實",
    likely: "很可能",
    possible: "有可能",
    unlikely: "不太可能",
    unknown: "未知",
  },
  priority: {
    urgent: "緊急",
    high: "高",
    normal: "普通",
    low: "低",
    rejected: "不處理",
  },
  status: {
    todo: "待處理",
    in_progress: "處理中",
    help_needed: "需要協助",
    ready_for_review: "待覆核",
    closed: "已完成",
    dropped: "已擱下",
  },
  sensitivity: {
    none: "無敏感內容",
    personal_info: "含個人資料",
    graphic: "含暴力畫面",
    deceptive: "疑似偽造或誤導",
  },
  link: {
    duplicate: "重複",
    same_place: "同一地點",
    same_person: "同一人",
    same_event: "同一事件",
    precedes: "先於",
    part_of: "屬於",
    contradicts: "相互矛盾",
  },
};
