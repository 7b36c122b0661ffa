import type { RemarkWords } from "../../../ceremony/remarks.ts";

const WHO = { reviewer: "审阅人", courier: "信使" } as const;

export const remarksZhHans: RemarkWords = {
  alarms: {
    "roster-foreign": ({ sequence }) => `第 ${sequence} 份名单属于另一个信箱。`,
    fork: ({ sequence }) => `已有另一份第 ${sequence} 份名单：签了这一份，名单就会分叉。`,
    "not-next": ({ sequence, newest }) =>
      newest === 0
        ? `第 ${sequence} 份名单之前没有任何已知的名单。`
        : `第 ${sequence} 份名单不是接着最新的第 ${newest} 份。`,
    predecessor: ({ sequence, before }) => `第 ${sequence} 份名单所接的不是这里的第 ${before} 份。`,
    "not-joined": ({ sequence }) => `第 ${sequence} 份名单没有从前一份结束的时候开始。`,
    "odd-end": ({ sequence, end }) =>
      `第 ${sequence} 份名单到 ${end} 结束：名片没有一个时期在那时结束，起草时也不会这样。`,
    "first-version": ({ sequence }) => `第 ${sequence} 份名单用的是旧格式，说不出是否回信：请重新起草。`,
    "oldest-page": ({ sequence, page, before }) =>
      `第 ${sequence} 份名单说 ${page} 之前的页面太旧，前一份说的是 ${before}：草案不会改动这一项。`,
    "number-taken": ({ sequence, who, number }) =>
      `第 ${sequence} 份名单：${WHO[who]}的 ${number} 号是别人的，或曾经是别人的。`,
    "steward-key": ({ sequence, number }) =>
      `第 ${sequence} 份名单：${number} 号审阅人用的是名单负责人的密钥。`,
    "no-card": ({ sequence, who, number, key }) =>
      `第 ${sequence} 份名单：${WHO[who]} ${number} 号没有名片（密钥 ${key}）。`,
    "other-keys": ({ sequence, number, handle }) =>
      `第 ${sequence} 份名单：${number} 号审阅人的密钥与 ${handle} 名片上的不同。`,
    "left-out": ({ sequence, who, handle }) =>
      `第 ${sequence} 份名单：${handle} 有${WHO[who]}的名片，却不在里面。`,
    "annex-missing": ({ sequence }) => `缺少第 ${sequence} 份名单的人名附页。`,
    "annex-foreign": ({ sequence }) => `第 ${sequence} 份名单的人名附页属于另一个信箱。`,
    "annex-elsewhere": ({ sequence }) => `第 ${sequence} 份人名附页属于另一份名单。`,
    "annex-known": ({ sequence }) => `已有另一份第 ${sequence} 份名单的人名附页。`,
    "names-closed": ({ sequence, code }) => `您的保险库打不开第 ${sequence} 份名单的人名（${code}）。`,
    "names-unseeded": ({ sequence }) => `第 ${sequence} 份名单：看不出人名加密给了谁，请重新起草。`,
    "names-sealed-otherwise": ({ sequence }) => `第 ${sequence} 份名单：人名不是刚好加密给这些名片的主人。`,
    "names-other": ({ sequence }) => `第 ${sequence} 份名单：里面的人名与名片上的不同。`,
    "move-no-card": ({ key }) => `新的名单负责人 ${key} 在草案里没有名片。`,
    "move-more": () => "这次更换还改了信箱的名称，或有效声明的期限。",
    "move-one-alone": () => "更换之后，只要一位名单负责人就能签署名单。",
  },
  warnings: {
    begins: ({ days, day }) => `${days} 天后（${day}）开始；在那之前服务器不收线索。`,
    "takes-place": ({ from, rosters }) => `从 ${from} 起，这会取代第 ${rosters} 份名单。`,
    "gap-after": ({ from }) => `注意：从 ${from} 起没有人能阅读。请多起草几个月，或到时候再起草。`,
    gap: ({ from, to }) => `注意：${from} 至 ${to} 没有人能阅读。请早一点开始。`,
    short: ({ sequence, from, to }) => `注意：第 ${sequence} 份名单不到一天（${from} 至 ${to}）。`,
    "mid-period": ({ sequence, end }) =>
      `注意：第 ${sequence} 份名单到 ${end} 结束，那时每张名片的时期都还没完。`,
    "letters-need-all": () =>
      "注意：每封自己写的回信要两位审阅人都签名，所以一位休假时，谁都收不到这样的回信。请改为一位，或增加审阅人。",
    "one-steward": () =>
      "注意：一位名单负责人就能决定谁来阅读，谁拿走那一把密钥也能。请让三位中的两位签署，或更多。",
    "all-stewards": () =>
      "注意：所有名单负责人都要签署。丢了一把密钥，就再也没有人能签署名单或更换信任起点。请让名单负责人比要签署的至少多一位。",
  },
};
