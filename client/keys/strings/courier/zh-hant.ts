import type { CourierStrings } from "./strings.ts";

export const courierZhHant: CourierStrings = {
  menu: {
    heading: "您想做什麼？",
    make: "製作您的金鑰和名片",
    makeDoes: "您是新來的，或者原來的丟了：那樣的話，請先讓伺服器的維護人撤銷舊金鑰。",
    pack: "打包您的金鑰",
    packDoes: "您已有金鑰，現在伺服器有了網址，或換了網址。",
    onion: "製作 onion 網址的金鑰",
    onionDoes: "這是 Tor 自己的金鑰：沒有它，誰也看不到給信使用的網址。",
  },
  where: {
    addresses: "伺服器給信使用的網址",
    hint: "維護人給您的：56 個字母和數字，以 .onion 結尾。有幾台伺服器，就填幾個。",
  },
  make: {
    heading: "製作您的金鑰和名片",
    lede: "您用這把金鑰取回加密的線索，但它打不開線索。名片裡是金鑰公開的一半：請把它交給名單負責人。金鑰若被偷走，在名單負責人去掉它之前，別人可以用您的名義取信。",
    handle: "審閱人和名單負責人怎麼稱呼您",
    handleHint: "其他人看不到。不必的話，就不要用您的真名。",
    addressesHint: "維護人給您的：56 個字母和數字，以 .onion 結尾。如果還沒有，請留空，以後再打包金鑰。",
    act: "製作金鑰和名片",
    actPacked: "製作信使包和名片",
  },
  pack: {
    heading: "打包您的金鑰",
    lede: "信使包是一個檔案，裡面有您的金鑰、信任起點和網址，用密語加密。請在 courier.html 裡打開它。",
    chooseKey: "選擇您的金鑰（courier.key）",
    act: "製作信使包",
  },
  onion: {
    heading: "製作 onion 網址的金鑰",
    lede: "給信使用的網址只回應維護人用 Tor 的金鑰放行的人。它不是您取信用的那把金鑰：兩把都需要。",
    hint: "維護人給您的：56 個字母和數字，以 .onion 結尾。",
    act: "製作金鑰",
  },
  made: {
    heading: "儲存製作好的檔案",
    savePack: "儲存信使包",
    packNext: "請帶到取信的機器上，在 courier.html 裡打開。沒有密語，它什麼也不透露。",
    saveKey: "儲存金鑰",
    keyNext: "它沒有密語：請放在單獨的隨身碟上，打包之後銷毀。自動取信的機器則需要它原來的樣子。",
    saveAuth: "儲存公開的一半",
    authNext: "請交給維護人，由他放行。裡面沒有秘密。",
    savePrivate: "儲存保密的一半",
    privateNext:
      "留給取信的機器。Tor 瀏覽器詢問這個網址的金鑰時，請用文本方式打開這個檔案：最後一個冒號後面就是金鑰。",
    saveCard: "儲存名片",
    cardNext: "請交給名單負責人。裡面沒有秘密，但它表明您在他們那裡是誰。",
    cardWords: "名片的指紋",
    compareCard: "請當面把這些詞念給名單負責人聽：他們看到的必須一樣。",
    onward: "完成",
  },
};
