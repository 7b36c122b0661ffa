import type { CountStrings } from "./strings.ts";

export const countsZhHans: CountStrings = {
  heading: "统计",
  base: "计数对象",
  bases: {
    tips: "案例册中的全部线索",
    likely_tips: "已证实或很可能属实的线索",
    stations: "全部“服务站”",
    likely_stations: "已证实或很可能属实的“服务站”",
  },
  based: {
    tips: (n, countries) => `案例册中的全部线索：${n} 条，涉及 ${countries} 个国家或地区。`,
    likely_tips: (n, countries) => `已证实或很可能属实：${n} 条线索，涉及 ${countries} 个国家或地区。`,
    stations: (n, countries) => `全部“服务站”：${n} 个“服务站”，涉及 ${countries} 个国家或地区。`,
    likely_stations: (n, countries) =>
      `已证实或很可能属实：${n} 个“服务站”，涉及 ${countries} 个国家或地区。`,
  },
  ofThese: (open) =>
    `其中 ${open} 项可以计入下一次公布：已证实或很可能属实，提供者已同意，此前没有公布过，也没有被搁置或手动加密。`,
  openOf: (base, open, all) =>
    `${base}共 ${all} 项，其中 ${open} 项可以计入下一次公布：已证实或很可能属实，提供者已同意，此前没有公布过。`,
  rows: "行",
  columns: "列",
  none: "无",
  dimensions: { country: "国家或地区", premises: "对外的名义", pressure: "施压", month: "月份" },
  published: "按公众将看到的样子",
  publishedHint:
    "同样的有五个或更多时才显示数目，并向下取到五的倍数。其余的留到以后公布。一次公布计过的，以后不再计入。",
  counting: "正在统计……",
  nothing: "没有可以统计的内容。请先把线索收入案例册，或建立“服务站”。",
  tooFew: "可以计入的里面，同样的不到五个，因此不会公布任何数目。",
  countedOtherwise: (ways) =>
    `每次公布都按第一次的方式计数，否则可以拿一次与另一次相比。至今的方式：${ways}。请选同样的方式。`,
  way: (base, by) => `${base}，${by}`,
  caption: (rows, columns) => (columns === "" ? `按${rows}` : `按${rows}和${columns}`),
  total: "合计",
  share: "比例",
  unknown: "不详",
  several: "多项",
  show: (n, what) => `${n}：${what}。显示这些线索`,
  exportThese: "导出这些统计……",
};
