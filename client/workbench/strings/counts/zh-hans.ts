import type { CountStrings } from "./strings.ts";

export const countsZhHans: CountStrings = {
  heading: "统计",
  base: "计数对象",
  bases: {
    tips: "案卷中的全部举报",
    likely_tips: "已证实或很可能属实的举报",
    stations: "全部站点",
    likely_stations: "已证实或很可能属实的站点",
  },
  based: {
    tips: (n, countries) => `案卷中的全部举报：${n} 份，涉及 ${countries} 个国家或地区。`,
    likely_tips: (n, countries) => `已证实或很可能属实：${n} 份举报，涉及 ${countries} 个国家或地区。`,
    stations: (n, countries) => `全部站点：${n} 个站点，涉及 ${countries} 个国家或地区。`,
    likely_stations: (n, countries) => `已证实或很可能属实：${n} 个站点，涉及 ${countries} 个国家或地区。`,
  },
  ofThese: (open) => `其中 ${open} 个可以公开计入：来源已同意，且没有被搁置或手工密封。`,
  openOf: (base, open, all) => `${base}共 ${all} 个，其中 ${open} 个可以公开计入。`,
  rows: "行",
  columns: "列",
  none: "无",
  dimensions: { country: "国家或地区", premises: "掩护", pressure: "施压", month: "月份" },
  published: "按公众将看到的样子",
  publishedHint:
    "小于 5 的数目不显示，并另外隐去一些数目，使加减也算不出它们。各列没有合计。空格可能是零，也可能未显示。",
  counting: "正在统计……",
  nothing: "没有可以统计的内容。请先把举报收入案卷，或建立站点。",
  tooFew: "可以公开计入的不到五个，因此不会公布任何数目。",
  caption: (rows, columns) => (columns === "" ? `按${rows}` : `按${rows}和${columns}`),
  total: "合计",
  share: "比例",
  notShown: "未显示或为零",
  unknown: "不详",
  several: "多项",
  show: (n, what) => `${n}：${what}。显示这些举报`,
  exportThese: "导出这些统计……",
};
