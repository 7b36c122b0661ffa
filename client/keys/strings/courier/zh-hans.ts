import type { CourierStrings } from "./strings.ts";

export const courierZhHans: CourierStrings = {
  menu: {
    heading: "您想做什么？",
    make: "制作您的密钥和名片",
    makeDoes: "您是新来的，或者原来的丢了：那样的话，请先让服务器的维护人撤销旧密钥。",
    pack: "打包您的密钥",
    packDoes: "您已有密钥，现在服务器有了网址，或换了网址。",
    onion: "制作 onion 网址的密钥",
    onionDoes: "这是 Tor 自己的密钥：没有它，谁也看不到给信使用的网址。",
  },
  where: {
    addresses: "服务器给信使用的网址",
    hint: "维护人给您的：56 个字母和数字，以 .onion 结尾。有几台服务器，就填几个。",
  },
  make: {
    heading: "制作您的密钥和名片",
    lede: "您用这把密钥取回加密的线索，但它打不开线索。名片里是密钥公开的一半：请把它交给名单负责人。密钥若被偷走，在名单负责人去掉它之前，别人可以用您的名义取信。",
    handle: "审阅人和名单负责人怎么称呼您",
    handleHint: "其他人看不到。不必的话，就不要用您的真名。",
    addressesHint: "维护人给您的：56 个字母和数字，以 .onion 结尾。如果还没有，请留空，以后再打包密钥。",
    act: "制作密钥和名片",
    actPacked: "制作信使包和名片",
  },
  pack: {
    heading: "打包您的密钥",
    lede: "信使包是一个文件，里面有您的密钥、信任起点和网址，用密码短语加密。请在 courier.html 里打开它。",
    chooseKey: "选择您的密钥（courier.key）",
    act: "制作信使包",
  },
  onion: {
    heading: "制作 onion 网址的密钥",
    lede: "给信使用的网址只回应维护人用 Tor 的密钥放行的人。它不是您取信用的那把密钥：两把都需要。",
    hint: "维护人给您的：56 个字母和数字，以 .onion 结尾。",
    act: "制作密钥",
  },
  made: {
    heading: "保存制作好的文件",
    savePack: "保存信使包",
    packNext: "请带到取信的机器上，在 courier.html 里打开。没有密码短语，它什么也不透露。",
    saveKey: "保存密钥",
    keyNext: "它没有密码短语：请放在单独的 U 盘上，打包之后销毁。自动取信的机器则需要它原来的样子。",
    saveAuth: "保存公开的一半",
    authNext: "请交给维护人，由他放行。里面没有秘密。",
    savePrivate: "保存保密的一半",
    privateNext:
      "留给取信的机器。Tor 浏览器询问这个网址的密钥时，请用文本方式打开这个文件：最后一个冒号后面就是密钥。",
    saveCard: "保存名片",
    cardNext: "请交给名单负责人。里面没有秘密，但它表明您在他们那里是谁。",
    cardWords: "名片的指纹",
    compareCard: "请当面把这些词念给名单负责人听：他们看到的必须一样。",
    onward: "完成",
  },
};
