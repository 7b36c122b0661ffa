import type { VaultStrings } from "./strings.ts";

export const vaultZhHant: VaultStrings = {
  unlock: {
    heading: "打開您的保險庫",
    choose: "選擇保險庫檔案",
    passphrase: "密語",
    act: "打開",
  },
  holds: {
    heading: "您的保險庫裡有什麼",
    demo: "僅供試用。這個信箱的金鑰都放在一台機器的一個資料夾裡。",
    whose: (handle, instance) =>
      instance === undefined ? `${handle} 的保險庫。` : `${handle} 的保險庫，屬於「${instance}」。`,
    fingerprint: "信箱的指紋",
    none: "它沒有時期，打不開任何線索。請新增時期，並把新名片交給名單負責人。",
    caption: "按加密時間，能打開哪些線索（日期為世界標準時間）",
    from: "從",
    until: "到",
    state: "金鑰",
    destroyed: "已銷毀：這些線索再也打不開",
    toCome: "尚未開始",
    running: "現在能打開線索",
    over: (day) => `已結束；在您銷毀之前仍能打開線索，${day} 起可以銷毀`,
  },
  passphrase: {
    heading: "更改密語",
    lede: "您以前製作的保險庫副本仍使用原來的密語。",
    act: "更改",
    save: "儲存保險庫",
    next: "請用它替換舊的，並銷毀更早的副本。",
  },
  shares: {
    heading: "分成幾份備份",
    lede: "保險庫的長期金鑰分給您信任的幾個人保管。其中幾份合起來就能恢復；不夠時什麼也得不到。能打開線索的金鑰不在任何備份裡。",
    many: "分給幾個人",
    needed: "其中幾份就能恢復",
    act: "製作備份",
    save: (number, of) => `儲存第 ${number} 份（共 ${of} 份）`,
    next: (needed) => `給一個人，放在單獨的隨身碟上。任意 ${needed} 份就能恢復保險庫。`,
  },
  restore: {
    heading: "用各份備份恢復",
    lede: "同一次備份的幾份合起來，重新成為保險庫。",
    noPeriods: "在您新增時期並把新名片交給名單負責人之前，它打不開線索。",
    choose: "選擇各份備份",
    hint: "一次選齊備份要求的份數。",
    act: "恢復",
    save: "儲存保險庫",
    next: "請放在別人拿不到的地方。這些備份仍屬於它：請留著，或重新製作。",
    goOn: "繼續使用這個保險庫",
  },
};
