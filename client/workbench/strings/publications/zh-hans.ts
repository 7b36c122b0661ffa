import type { PublicationStrings } from "./strings.ts";

export const publicationsZhHans: PublicationStrings = {
  heading: (count) => `已公布统计 ${count} 次`,
  lede: "第一次公布决定以后都怎样计数，一次计过的以后不再计入。如果其中有假的，或不是我们公布的，两位审阅人各自说明理由，就可以把它作废。",
  what: "计了什么",
  counted: (count, way) => `计入 ${count} 个：${way}`,
  disowned: (who, day, why) => `${who}说这不是我们公布的（${day}）：${why} 还要等第二位审阅人也这样说。`,
  disown: "说明这不是我们公布的",
  disownWarning:
    "请先问清楚有没有人拿到过其中的数目。给出去的数目收不回来：作废之后，下一次公布会再计入同样的线索，两份都有的人可以拿来相减。",
  disownWhy: "理由（给其他审阅人看）",
  disownDo: "就这样说明",
};
