import type { RemarkWords } from "../../../ceremony/remarks.ts";

const WHO = { reviewer: "審閱人", courier: "信使" } as const;

export const remarksZhHant: RemarkWords = {
  alarms: {
    "roster-foreign": ({ sequence }) => `第 ${sequence} 份名單屬於另一個信箱。`,
    fork: ({ sequence }) => `已有另一份第 ${sequence} 份名單：簽了這一份，名單就會分岔。`,
    "not-next": ({ sequence, newest }) =>
      newest === 0
        ? `第 ${sequence} 份名單之前沒有任何已知的名單。`
        : `第 ${sequence} 份名單不是接著最新的第 ${newest} 份。`,
    predecessor: ({ sequence, before }) => `第 ${sequence} 份名單所接的不是這裡的第 ${before} 份。`,
    "not-joined": ({ sequence }) => `第 ${sequence} 份名單沒有從前一份結束的時候開始。`,
    "odd-end": ({ sequence, end }) =>
      `第 ${sequence} 份名單到 ${end} 結束：名片沒有一個時期在那時結束，起草時也不會這樣。`,
    "first-version": ({ sequence }) => `第 ${sequence} 份名單用的是舊格式，說不出是否回信：請重新起草。`,
    "oldest-page": ({ sequence, page, before }) =>
      `第 ${sequence} 份名單說 ${page} 之前的頁面太舊，前一份說的是 ${before}：草案不會改動這一項。`,
    "number-taken": ({ sequence, who, number }) =>
      `第 ${sequence} 份名單：${WHO[who]}的 ${number} 號是別人的，或曾經是別人的。`,
    "steward-key": ({ sequence, number }) =>
      `第 ${sequence} 份名單：${number} 號審閱人用的是名單負責人的金鑰。`,
    "no-card": ({ sequence, who, number, key }) =>
      `第 ${sequence} 份名單：${WHO[who]} ${number} 號沒有名片（金鑰 ${key}）。`,
    "other-keys": ({ sequence, number, handle }) =>
      `第 ${sequence} 份名單：${number} 號審閱人的金鑰與 ${handle} 名片上的不同。`,
    "left-out": ({ sequence, who, handle }) =>
      `第 ${sequence} 份名單：${handle} 有${WHO[who]}的名片，卻不在裡面。`,
    "annex-missing": ({ sequence }) => `缺少第 ${sequence} 份名單的人名附頁。`,
    "annex-foreign": ({ sequence }) => `第 ${sequence} 份名單的人名附頁屬於另一個信箱。`,
    "annex-elsewhere": ({ sequence }) => `第 ${sequence} 份人名附頁屬於另一份名單。`,
    "annex-known": ({ sequence }) => `已有另一份第 ${sequence} 份名單的人名附頁。`,
    "names-closed": ({ sequence, code }) => `您的保險庫打不開第 ${sequence} 份名單的人名（${code}）。`,
    "names-unseeded": ({ sequence }) => `第 ${sequence} 份名單：看不出人名加密給了誰，請重新起草。`,
    "names-sealed-otherwise": ({ sequence }) => `第 ${sequence} 份名單：人名不是剛好加密給這些名片的主人。`,
    "names-other": ({ sequence }) => `第 ${sequence} 份名單：裡面的人名與名片上的不同。`,
    "move-no-card": ({ key }) => `新的名單負責人 ${key} 在草案裡沒有名片。`,
    "move-more": () => "這次更換還改了信箱的名稱，或有效聲明的期限。",
    "move-one-alone": () => "更換之後，只要一位名單負責人就能簽署名單。",
  },
  warnings: {
    begins: ({ days, day }) => `${days} 天後（${day}）開始；在那之前伺服器不收線索。`,
    "takes-place": ({ from, rosters }) => `從 ${from} 起，這會取代第 ${rosters} 份名單。`,
    "gap-after": ({ from }) => `注意：從 ${from} 起沒有人能閱讀。請多起草幾個月，或到時候再起草。`,
    gap: ({ from, to }) => `注意：${from} 至 ${to} 沒有人能閱讀。請早一點開始。`,
    short: ({ sequence, from, to }) => `注意：第 ${sequence} 份名單不到一天（${from} 至 ${to}）。`,
    "mid-period": ({ sequence, end }) =>
      `注意：第 ${sequence} 份名單到 ${end} 結束，那時每張名片的時期都還沒完。`,
    "letters-need-all": () =>
      "注意：每封自己寫的回信要兩位審閱人都簽名，所以一位休假時，誰都收不到這樣的回信。請改為一位，或增加審閱人。",
    "one-steward": () =>
      "注意：一位名單負責人就能決定誰來閱讀，誰拿走那一把金鑰也能。請讓三位中的兩位簽署，或更多。",
    "all-stewards": () =>
      "注意：所有名單負責人都要簽署。丟了一把金鑰，就再也沒有人能簽署名單或更換信任起點。請讓名單負責人比要簽署的至少多一位。",
  },
};
