import type { CountStrings } from "./strings.ts";

export const countsZhHant: CountStrings = {
  heading: "統計",
  base: "計數對象",
  bases: {
    tips: "案卷中的全部舉報",
    likely_tips: "已證實或很可能屬實的舉報",
    stations: "全部站點",
    likely_stations: "已證實或很可能屬實的站點",
  },
  based: {
    tips: (n, countries) => `案卷中的全部舉報：${n} 份，涉及 ${countries} 個國家或地區。`,
    likely_tips: (n, countries) => `已證實或很可能屬實：${n} 份舉報，涉及 ${countries} 個國家或地區。`,
    stations: (n, countries) => `全部站點：${n} 個站點，涉及 ${countries} 個國家或地區。`,
    likely_stations: (n, countries) => `已證實或很可能屬實：${n} 個站點，涉及 ${countries} 個國家或地區。`,
  },
  ofThese: (open) => `其中 ${open} 個可以公開計入：來源已同意，且沒有被擱置或手工密封。`,
  openOf: (base, open, all) => `${base}共 ${all} 個，其中 ${open} 個可以公開計入。`,
  rows: "列（橫）",
  columns: "欄（直）",
  none: "無",
  dimensions: { country: "國家或地區", premises: "掩護", pressure: "施壓", month: "月份" },
  published: "按公眾將看到的樣子",
  publishedHint:
    "小於 5 的數目不顯示，並另外隱去一些數目，使加減也算不出它們。各欄沒有合計。空格可能是零，也可能未顯示。",
  counting: "正在統計……",
  nothing: "沒有可以統計的內容。請先把舉報收入案卷，或建立站點。",
  tooFew: "可以公開計入的不到五個，因此不會公布任何數目。",
  caption: (rows, columns) => (columns === "" ? `按${rows}` : `按${rows}和${columns}`),
  total: "合計",
  share: "比例",
  notShown: "未顯示或為零",
  unknown: "不詳",
  several: "多項",
  show: (n, what) => `${n}：${what}。顯示這些舉報`,
  exportThese: "匯出這些統計……",
};
