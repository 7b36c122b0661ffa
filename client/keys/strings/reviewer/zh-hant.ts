import type { ReviewerStrings } from "./strings.ts";

export const reviewerZhHant: ReviewerStrings = {
  menu: {
    heading: "您想做什麼？",
    enrol: "製作您的保險庫",
    enrolDoes: "您是新來的：製作您的金鑰，以及交給名單負責人的名片。",
    open: "打開您的保險庫",
    openDoes: "看看裡面有什麼，並保管好它。",
    restore: "恢復保險庫",
    restoreDoes: "保險庫丟失或忘了密語時，用各份備份恢復。",
  },
  ways: {
    card: {
      label: "再製作名片",
      does: "交給名單負責人：包含保險庫裡全部時期的名片；時期之間有空檔的話，只包含空檔之後的。",
    },
    renew: { label: "新增時期", does: "最後的時期快結束時：新的金鑰和新的名片。" },
    destroy: {
      label: "銷毀舊金鑰",
      does: "屬於早已結束的時期，使任何人都無法再用這個保險庫打開那時的線索。",
    },
    follow: { label: "跟上更換", does: "名單負責人換了人，信任起點也隨之更換時。" },
    passphrase: { label: "更改密語", does: "用於此後儲存的保險庫。" },
    shares: { label: "分成幾份備份", does: "交給您信任的人，他們合起來就能恢復。" },
  },
  enrol: {
    heading: "製作您的保險庫和名片",
    lede: "保險庫裡是您的金鑰，留在您身邊，不連網路。名片裡是金鑰公開的一半：請把它交給名單負責人。",
    handle: "審閱人和名單負責人怎麼稱呼您",
    handleHint: "其他人看不到。不必的話，就不要用您的真名。",
    languages: "您能讀的語言",
    act: "製作保險庫和名片",
  },
  made: {
    heading: "儲存製作好的檔案",
    saveVault: "儲存保險庫",
    vaultNext:
      "請放在這台機器上或單獨的隨身碟上，替換舊的。您以後銷毀的金鑰，在每一份副本裡都還在：請記住有幾份副本。",
    saveCard: "儲存名片",
    cardNext: "請交給名單負責人。裡面沒有秘密，但它表明您在他們那裡是誰。",
    cardWords: "名片的指紋",
    compareCard: "請當面把這些詞念給名單負責人聽：他們看到的必須一樣。",
    onward: "完成：回到保險庫",
  },
  renew: {
    heading: "新增時期",
    lede: "保險庫會得到此後幾個月的金鑰；您會得到這些時期的名片，像第一張那樣交給名單負責人。",
    act: "新增",
  },
  destroy: {
    heading: "銷毀舊金鑰",
    lede: "一個時期的金鑰在它結束後保留 45 天，之後可以銷毀。時間由檔案包說明，不看時鐘：請選擇信使帶來的最新檔案包。",
    choose: "選擇檔案包或審閱人名單",
    witnessed: (day) => `名單負責人最近一次確認其中的名單有效，是在 ${day}。`,
    nothing: "還沒有可以銷毀的：到那一天，沒有時期已結束 45 天。",
    ahead: "這台機器的時鐘比那一天還早。請先弄清哪一個是對的，再銷毀任何東西。",
    goes: "將要銷毀的是這些時期的金鑰：",
    span: (from, until) => `${from} 到 ${until}`,
    agree: "我知道，以後誰也無法再用這個保險庫打開這些時期的線索。",
    act: "銷毀",
  },
  follow: {
    heading: "跟上更換",
    lede: "名單負責人換人時，之前的人會簽署一份更換檔案，指向新的信任起點。保險庫會把舊的留在旁邊。",
    choose: "選擇更換檔案，或 line.json",
    hint: "從保險庫製作以來的全部更換檔案，一起選。",
    fingerprint: "新信任起點的指紋",
    compared: "我已當面或通過聲音與一位名單負責人核對過這些詞，完全一樣。",
    act: "跟上",
  },
};
