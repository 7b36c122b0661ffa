import type { ReviewerStrings } from "./strings.ts";

export const reviewerZhHans: ReviewerStrings = {
  menu: {
    heading: "您想做什么？",
    enrol: "制作您的保险库",
    enrolDoes: "您是新来的：制作您的密钥，以及交给名单负责人的名片。",
    open: "打开您的保险库",
    openDoes: "看看里面有什么，并保管好它。",
    restore: "恢复保险库",
    restoreDoes: "保险库丢失或忘了密码短语时，用各份备份恢复。",
  },
  ways: {
    card: {
      label: "再制作名片",
      does: "交给名单负责人：包含保险库里全部时期的名片；时期之间有空档的话，只包含空档之后的。",
    },
    renew: { label: "添加时期", does: "最后的时期快结束时：新的密钥和新的名片。" },
    destroy: {
      label: "销毁旧密钥",
      does: "属于早已结束的时期，使任何人都无法再用这个保险库打开那时的线索。",
    },
    follow: { label: "跟上更换", does: "名单负责人换了人，信任起点也随之更换时。" },
    passphrase: { label: "更改密码短语", does: "用于此后保存的保险库。" },
    shares: { label: "分成几份备份", does: "交给您信任的人，他们合起来就能恢复。" },
  },
  enrol: {
    heading: "制作您的保险库和名片",
    lede: "保险库里是您的密钥，留在您身边，不连网络。名片里是密钥公开的一半：请把它交给名单负责人。",
    handle: "审阅人和名单负责人怎么称呼您",
    handleHint: "其他人看不到。不必的话，就不要用您的真名。",
    languages: "您能读的语言",
    act: "制作保险库和名片",
  },
  made: {
    heading: "保存制作好的文件",
    saveVault: "保存保险库",
    vaultNext:
      "请放在这台机器上或单独的 U 盘上，替换旧的。您以后销毁的密钥，在每一份副本里都还在：请记住有几份副本。",
    saveCard: "保存名片",
    cardNext: "请交给名单负责人。里面没有秘密，但它表明您在他们那里是谁。",
    cardWords: "名片的指纹",
    compareCard: "请当面把这些词念给名单负责人听：他们看到的必须一样。",
    onward: "完成：回到保险库",
  },
  renew: {
    heading: "添加时期",
    lede: "保险库会得到此后几个月的密钥；您会得到这些时期的名片，像第一张那样交给名单负责人。",
    act: "添加",
  },
  destroy: {
    heading: "销毁旧密钥",
    lede: "一个时期的密钥在它结束后保留 45 天，之后可以销毁。时间由文件包说明，不看时钟：请选择信使带来的最新文件包。",
    choose: "选择文件包或审阅人名单",
    witnessed: (day) => `名单负责人最近一次确认其中的名单有效，是在 ${day}。`,
    nothing: "还没有可以销毁的：到那一天，没有时期已结束 45 天。",
    ahead: "这台机器的时钟比那一天还早。请先弄清哪一个是对的，再销毁任何东西。",
    goes: "将要销毁的是这些时期的密钥：",
    span: (from, until) => `${from} 到 ${until}`,
    agree: "我知道，以后谁也无法再用这个保险库打开这些时期的线索。",
    act: "销毁",
  },
  follow: {
    heading: "跟上更换",
    lede: "名单负责人换人时，之前的人会签署一份更换文件，指向新的信任起点。保险库会把旧的留在旁边。",
    choose: "选择更换文件，或 line.json",
    hint: "从保险库制作以来的全部更换文件，一起选。",
    fingerprint: "新信任起点的指纹",
    compared: "我已当面或通过声音与一位名单负责人核对过这些词，完全一样。",
    act: "跟上",
  },
};
