import type { Strings } from "./strings.ts";

const tips = (count: number) => `${count} 則加密線索`;

export const zhHant: Strings = {
  language: "zh-Hant",
  name: "繁體中文",
  title: "Nightjar 信使",
  noScript: "本頁需要 JavaScript。請為這個檔案啟用 JavaScript，再重新打開。",
  chooseLanguage: "語言",
  demo: "這是示範：這裡的一切都沒有保護。",
  first: {
    heading: "把收到的線索帶走",
    lede: "您從伺服器取走加密的線索，帶給審閱人。您自己打不開它們，撿到您隨身碟的人也打不開。請用 Tor 瀏覽器打開這個檔案。",
    pack: "選擇您的信使包",
    passphrase: "它的密語",
    open: "打開",
    slow: "需要一點時間；在 Safer 等級大約十五秒。",
    compare: {
      summary: "第一次使用之前：這是正確的檔案嗎？",
      why: "被人改動過的檔案可能洩漏您的金鑰。請在這個檔案所在的資料夾裡打開終端，輸入您的系統對應的那一行，然後核對全部 64 個字元。",
      commands: [
        ["Tails、Linux 系統", "sha256sum courier.html"],
        ["Windows 系統", "certutil -hashfile courier.html SHA256"],
        ["Mac 電腦", "shasum -a 256 courier.html"],
      ],
      where:
        "正確的數字與檔案一起公布，名為 courier.html.sha256；替您維護 Nightjar 的人也可以重新生成這個檔案，把數字告訴您。請用兩種方式問兩個人，例如電話和當面。檔案和數字不應由同一個人一起發給您。",
    },
    lost: {
      summary: "信使包丟了，或者可能落到別人手裡",
      what: "請馬上告訴伺服器的維護人和名單負責人。他們會立即停用這個金鑰；它打不開任何線索。請製作新的金鑰和名片，把名片交給名單負責人，下一份名單會加上您。",
    },
  },
  ready: {
    heading: "取走新的線索",
    door: "第一次使用時，請在另一個分頁打開這個地址。Tor 瀏覽器會在那裡要您輸入洋蔥地址的金鑰；看到「你進來了」之後，再回到這裡：",
    doors:
      "您的信箱有幾台伺服器。第一次使用時，請在另一個分頁分別打開這些地址。Tor 瀏覽器會在那裡要您輸入洋蔥地址的金鑰；看到「你進來了」之後，再回到這裡：",
    amount: "最多取",
    amountHint: "超出的部分留在伺服器上，下次再取。在您儲存之前，Tor 瀏覽器把它放在記憶體裡。",
    fetch: "取走新的線索",
    goOn: "繼續",
    lock: "關上信使包",
    again: {
      summary: "重新取某一天的",
      hint: "用於檔案包丟失的情況。您會得到那一天還在伺服器上的全部線索，不管誰已經取過。這樣做不會確認收到。",
      day: "日期（UTC）",
      fetch: "重新取這一天的",
    },
    left: {
      summary: "還沒告訴伺服器，瀏覽器就關了",
      hint: "請選擇您儲存的檔案包。如果它是完整的，就會告訴伺服器裡面有什麼；如果沒有儲存，請重新取。",
    },
  },
  mailbags: {
    heading: "投遞信袋",
    hint: "信袋是裝著信的檔案，寫給提交過線索的人。它由審閱人製作，您打不開。請選擇您帶來的所有信袋：同一個信袋送兩次，那裡也只有一份。",
    choose: "選擇信袋",
    not: (file) => `${file} 不是信袋，或者不完整。什麼都沒有傳送：請從審閱人的電腦重新複製，或者不選它。`,
    of: (bag, outcome) => `${bag}：${outcome}`,
    outcomes: {
      taken: "已收下。",
      there: "以前已經收下。",
      "mailbag-too-soon":
        "沒有收下，因為伺服器已收下您這一週的信袋。請留著它，下次再帶來，或者交給另一位信使。",
      "courier-not-delivering": "沒有收下：伺服器只收編號最小的六位信使的信袋。請交給其中一位。",
      "letters-malformed": "沒有收下：裡面裝的不是信。請讓審閱人重新做一個。",
      "clock-doubted": "沒有收下：伺服器的時鐘可能不準。請告訴伺服器的維護人，以後再帶來。",
      "not-sent": "還沒有送到。請再選一次。",
    },
    done: "全部已在伺服器上。您可以把它們從隨身碟上刪除。",
  },
  busy: {
    opening: "正在打開信使包，沒有卡住。",
    fetching: "正在取。連線斷了會自動重試。",
    reading: "正在把儲存的檔案從頭讀到尾。",
    telling: "正在告訴伺服器。",
    delivering: "正在投遞信袋。連線斷了會自動重試。",
  },
  ofBytes: (done, all) => `${done}，共 ${all}`,
  stop: "停下",
  fetched: {
    heading: (count, amount) => `${tips(count)}，${amount}`,
    nothing: "沒有新的線索。",
    lettersOnly: "沒有新的線索。這個檔案包帶著伺服器今天展示的信，讓審閱人看到自己的信是否已在那裡。",
    noLetters: "沒能帶上伺服器上的信。請告訴伺服器的維護人。",
    nothingOf: (day) => `${day} 的線索已經刪除，或者那天沒有收到。`,
    save: "儲存檔案包",
    saveAgain: "再儲存一次",
    saveHint: "請儲存到您的隨身碟，或者複製過去。它一直是加密的。",
    choose: "選擇您剛儲存的檔案",
    chooseHint:
      "請在它要存放的地方選擇它，也就是隨身碟上。它會從頭讀到尾，只有裡面完整的線索才會確認收到；其餘的下次還會再來。",
    chooseHintAgain: "請在它要存放的地方選擇它，也就是隨身碟上。它會從頭讀到尾，看是否完整。",
    failed: (address) => `${address} 出了問題，這次略過。它上面的線索留到下次再取。`,
    gone: (count) => `${tips(count)}在此期間從伺服器上消失了：保存期限已過。`,
    damaged: (count) =>
      `${tips(count)}在伺服器上的內容與它列出的不一樣，所以留在那裡。請讓伺服器的維護人檢查磁碟。`,
    left: "留在伺服器上的：",
    ofDay: (day, count, amount) => `${day}：${tips(count)}，${amount}`,
    leftNext: "想取更多，請在這一次完成之後再來，或者把上限調高。",
    expired: "最近幾個月裡，還沒有信使來取就刪除了的。如果審閱人還不知道，請告訴他們：",
    expiredOfDay: (day, count) => `${day}：${tips(count)}，再也找不回來`,
    moved: "名單負責人已把信箱換到另一個信任起點。請向其中一位問清是否如此；您的信使包仍然有效。",
    unseen: (count) => `有 ${count} 份公開檔案早於您信使包裡的信任起點，沒有檢查。`,
  },
  done: {
    acknowledged: (file, count) => `檔案 ${file} 是完整的。伺服器已知道您取到了裡面的${tips(count)}。`,
    whole: (file, count) => `檔案 ${file} 是完整的，裡面有${tips(count)}。這樣做沒有確認收到。`,
    untold: (address) =>
      `還沒能告訴 ${address} 您取到了什麼。以後請在「還沒告訴伺服器，瀏覽器就關了」下面再選一次這個檔案。`,
    letters: (file) => `檔案 ${file} 是完整的，裡面有今天的信。`,
    other: "這是您的另一個檔案包。請把剛儲存的那一個也選上。",
    next: "請把檔案帶給審閱人。在他們說已經拿到之前請留著它，之後再刪除。",
    more: "再取一次",
  },
  troubles: {
    network:
      "連不上伺服器。請看看 Tor 瀏覽器是否已連線，這個地址在另一個分頁能否打開，然後繼續。已取到的還留在這裡。",
    "server-busy": "伺服器很忙。請等幾分鐘再繼續。已取到的還留在這裡。",
    "server-full": "伺服器沒有空間了。請告訴伺服器的維護人，以後再來。",
    "session-over": "伺服器結束了這次連線。請繼續，重新開始一次。",
    "courier-refused":
      "伺服器不讓這位信使進入。請問名單負責人，您的名片是否在現行名單裡；請問伺服器的維護人，這是不是伺服器的地址。如果您的信使包報失過，它已永久停用：請製作新的金鑰和名片，下一份名單會加上您。",
    "no-couriers":
      "這個網址不供信使使用，可能是供提供者使用的。請向伺服器的維護人要信使專用的網址，並用它重新做一個信使包。",
    "answer-refused": "伺服器的回答是本頁不認識的。請告訴伺服器的維護人，並給他看這句話。",
    "document-refused":
      "這個伺服器不屬於您信使包裡的信任起點，或者它的公開檔案沒有名單負責人的簽名。什麼都沒有取。請告訴名單負責人。",
    interrupted: "已停下。取到的還留在這裡，隨時可以繼續。",
    "wrong-passphrase": "密語打不開這個信使包。請重新輸入；如果忘了，請製作新的金鑰和名片。",
    "not-a-pack": "這不是信使包，或者它已損壞。請選擇它的另一份副本。",
    "file-unreadable": "檔案讀不完。請重新插上隨身碟，再選擇該檔案。",
    "not-a-bundle": "這不是檔案包。請選擇您在這裡儲存的、以 .bundle 結尾的檔案。",
    "bundle-damaged":
      "這個檔案包不完整或被改動過，所以沒有確認收到。請再儲存一次並選擇那個檔案；如果已經不能儲存，請重新取。",
    "bundle-foreign": "這個檔案包是另一位信使的，或屬於另一個信箱。請選擇您自己的。",
    "page-broken": "頁面自身出了故障。請關閉分頁，重新打開這個檔案，再取一次：什麼都不會丟。",
  },
};
