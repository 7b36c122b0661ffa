import type { VaultStrings } from "./strings.ts";

export const vaultZhHans: VaultStrings = {
  unlock: {
    heading: "打开您的保险库",
    choose: "选择保险库文件",
    passphrase: "密码短语",
    act: "打开",
  },
  holds: {
    heading: "您的保险库里有什么",
    demo: "仅供试用。这个信箱的密钥都放在一台机器的一个文件夹里。",
    whose: (handle, instance) =>
      instance === undefined ? `${handle} 的保险库。` : `${handle} 的保险库，属于“${instance}”。`,
    fingerprint: "信箱的指纹",
    none: "它没有时期，打不开任何线索。请添加时期，并把新名片交给名单负责人。",
    caption: "按加密时间，能打开哪些线索（日期为世界标准时间）",
    from: "从",
    until: "到",
    state: "密钥",
    destroyed: "已销毁：这些线索再也打不开",
    toCome: "尚未开始",
    running: "现在能打开线索",
    over: (day) => `已结束；在您销毁之前仍能打开线索，${day} 起可以销毁`,
  },
  passphrase: {
    heading: "更改密码短语",
    lede: "您以前制作的保险库副本仍使用原来的密码短语。",
    act: "更改",
    save: "保存保险库",
    next: "请用它替换旧的，并销毁更早的副本。",
  },
  shares: {
    heading: "分成几份备份",
    lede: "保险库的长期密钥分给您信任的几个人保管。其中几份合起来就能恢复；不够时什么也得不到。能打开线索的密钥不在任何备份里。",
    many: "分给几个人",
    needed: "其中几份就能恢复",
    act: "制作备份",
    save: (number, of) => `保存第 ${number} 份（共 ${of} 份）`,
    next: (needed) => `给一个人，放在单独的 U 盘上。任意 ${needed} 份就能恢复保险库。`,
  },
  restore: {
    heading: "用各份备份恢复",
    lede: "同一次备份的几份合起来，重新成为保险库。",
    noPeriods: "在您添加时期并把新名片交给名单负责人之前，它打不开线索。",
    choose: "选择各份备份",
    hint: "一次选齐备份要求的份数。",
    act: "恢复",
    save: "保存保险库",
    next: "请放在别人拿不到的地方。这些备份仍属于它：请留着，或重新制作。",
    goOn: "继续使用这个保险库",
  },
};
