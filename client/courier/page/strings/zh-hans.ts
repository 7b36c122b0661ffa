import type { Strings } from "./strings.ts";

const tips = (count: number) => `${count} 条加密线索`;

export const zhHans: Strings = {
  language: "zh-Hans",
  name: "简体中文",
  title: "Nightjar 信使",
  noScript: "本页需要 JavaScript。请为这个文件启用 JavaScript，再重新打开。",
  chooseLanguage: "语言",
  demo: "这是演示：这里的一切都没有保护。",
  first: {
    heading: "把收到的线索带走",
    lede: "您从服务器取走加密的线索，带给审阅人。您自己打不开它们，捡到您 U 盘的人也打不开。请用 Tor 浏览器打开这个文件。",
    pack: "选择您的信使包",
    passphrase: "它的密码短语",
    open: "打开",
    slow: "需要一点时间；在 Safer 级别大约十五秒。",
    compare: {
      summary: "第一次使用之前：这是正确的文件吗？",
      why: "被人改动过的文件可能泄露您的密钥。请在这个文件所在的文件夹里打开终端，输入您的系统对应的那一行，然后核对全部 64 个字符。",
      commands: [
        ["Tails、Linux 系统", "sha256sum courier.html"],
        ["Windows 系统", "certutil -hashfile courier.html SHA256"],
        ["Mac 电脑", "shasum -a 256 courier.html"],
      ],
      where:
        "正确的数字与文件一起公布，名为 courier.html.sha256；替您维护 Nightjar 的人也可以重新生成这个文件，把数字告诉您。请用两种方式问两个人，例如电话和当面。文件和数字不应由同一个人一起发给您。",
    },
    lost: {
      summary: "信使包丢了，或者可能落到别人手里",
      what: "请马上告诉服务器的维护人和名单负责人。他们会立即停用这个密钥；它打不开任何线索。请制作新的密钥和名片，把名片交给名单负责人，下一份名单会加上您。",
    },
  },
  ready: {
    heading: "取走新的线索",
    door: "第一次使用时，请在另一个标签页打开这个地址。Tor 浏览器会在那里要您输入洋葱地址的密钥；看到“你进来了”之后，再回到这里：",
    doors:
      "您的信箱有几台服务器。第一次使用时，请在另一个标签页分别打开这些地址。Tor 浏览器会在那里要您输入洋葱地址的密钥；看到“你进来了”之后，再回到这里：",
    amount: "最多取",
    amountHint: "超出的部分留在服务器上，下次再取。在您保存之前，Tor 浏览器把它放在内存里。",
    fetch: "取走新的线索",
    goOn: "继续",
    lock: "关上信使包",
    again: {
      summary: "重新取某一天的",
      hint: "用于文件包丢失的情况。您会得到那一天还在服务器上的全部线索，不管谁已经取过。这样做不会确认收到。",
      day: "日期（UTC）",
      fetch: "重新取这一天的",
    },
    left: {
      summary: "还没告诉服务器，浏览器就关了",
      hint: "请选择您保存的文件包。如果它是完整的，就会告诉服务器里面有什么；如果没有保存，请重新取。",
    },
  },
  mailbags: {
    heading: "投递信袋",
    hint: "信袋是装着信的文件，写给提交过线索的人。它由审阅人制作，您打不开。请选择您带来的所有信袋：同一个信袋送两次，那里也只有一份。",
    choose: "选择信袋",
    not: (file) => `${file} 不是信袋，或者不完整。什么都没有发送：请从审阅人的电脑重新复制，或者不选它。`,
    of: (bag, outcome) => `${bag}：${outcome}`,
    outcomes: {
      taken: "已收下。",
      there: "以前已经收下。",
      "mailbag-too-soon":
        "没有收下，因为服务器已收下您这一周的信袋。请留着它，下次再带来，或者交给另一位信使。",
      "courier-not-delivering": "没有收下：服务器只收编号最小的六位信使的信袋。请交给其中一位。",
      "letters-malformed": "没有收下：里面装的不是信。请让审阅人重新做一个。",
      "clock-doubted": "没有收下：服务器的时钟可能不准。请告诉服务器的维护人，以后再带来。",
      "not-sent": "还没有送到。请再选一次。",
    },
    done: "全部已在服务器上。您可以把它们从 U 盘上删除。",
  },
  busy: {
    opening: "正在打开信使包，没有卡住。",
    fetching: "正在取。连接断了会自动重试。",
    reading: "正在把保存的文件从头读到尾。",
    telling: "正在告诉服务器。",
    delivering: "正在投递信袋。连接断了会自动重试。",
  },
  ofBytes: (done, all) => `${done}，共 ${all}`,
  stop: "停下",
  fetched: {
    heading: (count, amount) => `${tips(count)}，${amount}`,
    nothing: "没有新的线索。",
    lettersOnly: "没有新的线索。这个文件包带着服务器今天展示的信，让审阅人看到自己的信是否已在那里。",
    noLetters: "没能带上服务器上的信。请告诉服务器的维护人。",
    nothingOf: (day) => `${day} 的线索已经删除，或者那天没有收到。`,
    save: "保存文件包",
    saveAgain: "再保存一次",
    saveHint: "请保存到您的 U 盘，或者复制过去。它一直是加密的。",
    choose: "选择您刚保存的文件",
    chooseHint:
      "请在它要存放的地方选择它，也就是 U 盘上。它会从头读到尾，只有里面完整的线索才会确认收到；其余的下次还会再来。",
    chooseHintAgain: "请在它要存放的地方选择它，也就是 U 盘上。它会从头读到尾，看是否完整。",
    failed: (address) => `${address} 出了问题，这次略过。它上面的线索留到下次再取。`,
    gone: (count) => `${tips(count)}在此期间从服务器上消失了：保存期限已过。`,
    damaged: (count) =>
      `${tips(count)}在服务器上的内容与它列出的不一样，所以留在那里。请让服务器的维护人检查磁盘。`,
    left: "留在服务器上的：",
    ofDay: (day, count, amount) => `${day}：${tips(count)}，${amount}`,
    leftNext: "想取更多，请在这一次完成之后再来，或者把上限调高。",
    expired: "最近几个月里，还没有信使来取就删除了的。如果审阅人还不知道，请告诉他们：",
    expiredOfDay: (day, count) => `${day}：${tips(count)}，再也找不回来`,
    moved: "名单负责人已把信箱换到另一个信任起点。请向其中一位问清是否如此；您的信使包仍然有效。",
    unseen: (count) => `有 ${count} 份公开文件早于您信使包里的信任起点，没有检查。`,
  },
  done: {
    acknowledged: (file, count) => `文件 ${file} 是完整的。服务器已知道您取到了里面的${tips(count)}。`,
    whole: (file, count) => `文件 ${file} 是完整的，里面有${tips(count)}。这样做没有确认收到。`,
    untold: (address) =>
      `还没能告诉 ${address} 您取到了什么。以后请在“还没告诉服务器，浏览器就关了”下面再选一次这个文件。`,
    letters: (file) => `文件 ${file} 是完整的，里面有今天的信。`,
    other: "这是您的另一个文件包。请把刚保存的那一个也选上。",
    next: "请把文件带给审阅人。在他们说已经拿到之前请留着它，之后再删除。",
    more: "再取一次",
  },
  troubles: {
    network:
      "连不上服务器。请看看 Tor 浏览器是否已连接，这个地址在另一个标签页能否打开，然后继续。已取到的还留在这里。",
    "server-busy": "服务器很忙。请等几分钟再继续。已取到的还留在这里。",
    "server-full": "服务器没有空间了。请告诉服务器的维护人，以后再来。",
    "session-over": "服务器结束了这次连接。请继续，重新开始一次。",
    "courier-refused":
      "服务器不让这位信使进入。请问名单负责人，您的名片是否在现行名单里；请问服务器的维护人，这是不是服务器的地址。如果您的信使包报失过，它已永久停用：请制作新的密钥和名片，下一份名单会加上您。",
    "no-couriers":
      "这个网址不供信使使用，可能是供提供者使用的。请向服务器的维护人要信使专用的网址，并用它重新做一个信使包。",
    "answer-refused": "服务器的回答是本页不认识的。请告诉服务器的维护人，并给他看这句话。",
    "document-refused":
      "这个服务器不属于您信使包里的信任起点，或者它的公开文件没有名单负责人的签名。什么都没有取。请告诉名单负责人。",
    interrupted: "已停下。取到的还留在这里，随时可以继续。",
    "wrong-passphrase": "密码短语打不开这个信使包。请重新输入；如果忘了，请制作新的密钥和名片。",
    "not-a-pack": "这不是信使包，或者它已损坏。请选择它的另一份副本。",
    "file-unreadable": "文件读不完。请重新插上 U 盘，再选择该文件。",
    "not-a-bundle": "这不是文件包。请选择您在这里保存的、以 .bundle 结尾的文件。",
    "bundle-damaged":
      "这个文件包不完整或被改动过，所以没有确认收到。请再保存一次并选择那个文件；如果已经不能保存，请重新取。",
    "bundle-foreign": "这个文件包是另一位信使的，或属于另一个信箱。请选择您自己的。",
    "page-broken": "页面自身出了故障。请关闭标签页，重新打开这个文件，再取一次：什么都不会丢。",
  },
};
