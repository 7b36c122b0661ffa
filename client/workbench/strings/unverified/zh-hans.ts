import type { UnverifiedStrings } from "./strings.ts";

export const unverifiedZhHans: UnverifiedStrings = {
  heading: (count) => `暂时不能送出任何内容：有 ${count} 条记录无法核实`,
  lede: "其中可能有遮盖。请打开这些记录所属时期的文件包，或能读取这些记录的同事的最新案例册：其中附有所需的审阅人名单。",
  leftLede:
    "这些记录是在最新的审阅人名单不再列出其作者之后才收到的，其中可能有遮盖。请弄清它们是不是离任者迟交的最后一批工作。",
  who: "署名",
  day: "日期",
  what: "问题",
  unreadable: "无法读取",
  codes: {
    "line-malformed": "这不是签署过的记录。",
    "act-malformed": "此版本不认识这种记录。请使用最新的审阅台。",
    "act-foreign": "它属于另一个信箱。",
    "signature-foreign": "签署者与所称的人不同，是伪造的。",
    "signature-invalid": "签名不符，是伪造的或已损坏。",
    "reviewer-unknown": "已收到的审阅人名单中没有这位审阅人。",
    "reviewer-left":
      "这位审阅人已经离开，现任审阅人都没有看过这条记录。无论它写的是哪一天，除非您接受，否则不算数。",
  },
  redaction: "它遮盖了一些文字。这些文字无论如何都会保持隐藏。",
  accept: (who, count) => `接受${who}最后的 ${count} 条记录`,
  acceptWarning:
    "请先当面或通过可信的渠道问清楚这些记录是否真的出自本人：拿走离任者密钥的人可以写下任何日期的记录。此举会以您的名义记录下来。",
  acceptWhy: "接受的理由（给其他审阅人看）",
  acceptDo: "接受",
  vouched: (left, by, count, day) =>
    `${left}已离任。此人的 ${count} 条记录算数，是因为${by}看到过（${by}最近一次引用是 ${day}）。如果这晚于${left}离任的日子，请问问${by}记录从哪里来。`,
  accepted: (by, day, count, why) => `${by}接受了离任者的 ${count} 条记录（${day}）：${why}`,
  exceptionsTake: (reviewers) => (reviewers === 1 ? "这里一位审阅人就可以破例" : "这里破例需要两位审阅人"),
  rulingLede:
    "破例是指让本不该送出的内容送出，或撤销遮盖。要更改破例所需的人数，须有两位审阅人先后表态，后一位要看过前一位的表态。",
  ruled: (who, day, reviewers) =>
    `${who}认为需要${reviewers === 1 ? "一位" : "两位"}审阅人（${day}）。还要等另一位也这样表态。`,
  rule: (reviewers) => (reviewers === 1 ? "表态：一位审阅人就够了" : "表态：需要两位审阅人"),
  awaits: "还要等第二位审阅人：",
  drop: "或者不理会它们，继续",
  dropWarning:
    "只有在没有人能补上缺失的内容时才这样做。此举会以您的名义记录下来。它们遮盖的文字会保持隐藏，直到您在各条线索中逐一撤销。",
  dropWhy: "理由（给其他审阅人看）",
  dropDo: (count) => `不理会这 ${count} 条，继续`,
  redactionNote: "未经核实，但仍会遮盖这些文字。",
};
