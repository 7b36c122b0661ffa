import type { CountStrings } from "./strings.ts";

export const countsZhHant: CountStrings = {
  heading: "統計",
  base: "計數對象",
  bases: {
    tips: "案例冊中的全部線索",
    likely_tips: "已證實或很可能屬實的線索",
    stations: "全部「服務站」",
    likely_stations: "已證實或很可能屬實的「服務站」",
  },
  based: {
    tips: (n, countries) => `案例冊中的全部線索：${n} 則，涉及 ${countries} 個國家或地區。`,
    likely_tips: (n, countries) => `已證實或很可能屬實：${n} 則線索，涉及 ${countries} 個國家或地區。`,
    stations: (n, countries) => `全部「服務站」：${n} 個「服務站」，涉及 ${countries} 個國家或地區。`,
    likely_stations: (n, countries) =>
      `已證實或很可能屬實：${n} 個「服務站」，涉及 ${countries} 個國家或地區。`,
  },
  ofThese: (open) =>
    `其中 ${open} 項可以計入下一次公布：已證實或很可能屬實，提供者已同意，此前沒有公布過，也沒有被擱置或手動加密。`,
  openOf: (base, open, all) =>
    `${base}共 ${all} 項，其中 ${open} 項可以計入下一次公布：已證實或很可能屬實，提供者已同意，此前沒有公布過。`,
  rows: "列（橫）",
  columns: "欄（直）",
  none: "無",
  dimensions: { country: "國家或地區", premises: "對外的名義", pressure: "施壓", month: "月份" },
  published: "按公眾將看到的樣子",
  publishedHint:
    "同樣的有五個或更多時才顯示數目，並向下取到五的倍數。其餘的留到以後公布。一次公布計過的，以後不再計入。",
  counting: "正在統計……",
  nothing: "沒有可以統計的內容。請先把線索收入案例冊，或建立「服務站」。",
  tooFew: "可以計入的裡面，同樣的不到五個，因此不會公布任何數目。",
  countedOtherwise: (ways) =>
    `每次公布都按第一次的方式計數，否則可以拿一次與另一次相比。至今的方式：${ways}。請選同樣的方式。`,
  way: (base, by) => `${base}，${by}`,
  caption: (rows, columns) => (columns === "" ? `按${rows}` : `按${rows}和${columns}`),
  total: "合計",
  share: "比例",
  unknown: "不詳",
  several: "多項",
  show: (n, what) => `${n}：${what}。顯示這些線索`,
  exportThese: "匯出這些統計……",
};
