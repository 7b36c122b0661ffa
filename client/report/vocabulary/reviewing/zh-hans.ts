import type { ReviewingLabels } from "./codes.ts";

export const zhHans: ReviewingLabels = {
  fhClass: {
    direct_attack: "直接攻击",
    coopt_host: "利用他国",
    mobility: "控制行动自由",
    distance: "远程威胁",
  },
  sourceReliability: {
    A: "完全可靠",
    B: "通常可靠",
    C: "尚属可靠",
    D: "通常不可靠",
    E: "不可靠",
    F: "无法判断",
  },
  infoCredibility: {
    "1": "已获其他来源证实",
    "2": "很可能属实",
    "3": "可能属实",
    "4": "存疑",
    "5": "不太可能",
    "6": "无法判断",
  },
  verification: {
    confirmed: "已证实",
    likely: "很可能",
    possible: "有可能",
    unlikely: "不太可能",
    unknown: "未知",
  },
  priority: {
    urgent: "紧急",
    high: "高",
    normal: "普通",
    low: "低",
    rejected: "不处理",
  },
  status: {
    todo: "待处理",
    in_progress: "处理中",
    help_needed: "需要协助",
    ready_for_review: "待复核",
    closed: "已完成",
    dropped: "已搁下",
  },
  sensitivity: {
    none: "无敏感内容",
    personal_info: "含个人信息",
    graphic: "含暴力画面",
    deceptive: "疑似伪造或误导",
  },
  link: {
    duplicate: "重复",
    same_place: "同一地点",
    same_person: "同一人",
    same_event: "同一事件",
    precedes: "先于",
    part_of: "属于",
    contradicts: "相互矛盾",
  },
};
