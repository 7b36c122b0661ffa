import type { NoScriptStrings } from "./strings.ts";

export const zhHant: NoScriptStrings = {
  language: "zh-Hant",
  languageName: "繁體中文",
  demo: "僅供試用。請不要從這裡傳送任何真實內容：能打開它的金鑰就在同一台機器上。",
  heading: "不用 JavaScript，提交加密內容",
  lede: "關閉 JavaScript 也能使用本頁。您用自己電腦上的程式把寫好的內容加密，再在這裡提交加密檔案。只有審閱人能打開它，保存它的伺服器打不開。",
  easier: {
    heading: "如果可以，請走更簡單的路",
    text: "在 Tor 瀏覽器裡，這個網址的頁面可以替您加密。安全性等級需要是「較安全（Safer）」或「標準（Standard）」：",
    steps: [
      "請把本頁的網址留在手邊（不要存進手機）：Tor 瀏覽器可能需要重新啟動。",
      "點一下右上角的盾牌圖示，再點「偏好設定…（Settings…）」。手機上：點「⋮」，再點「設定（Settings）」。",
      "在「安全性等級（Security Level）」裡選「較安全（Safer）」。",
    ],
    openPage: "然後重新打開頁面",
    otherwise: "如果您刻意選了「最安全（Safest）」，或者無法變更，請看下面的步驟，大約需要半小時。",
  },
  before: {
    heading: "開始之前",
    notes: [
      {
        heading: "此刻沒有人在值守",
        text: "可能要過幾天才有人讀到。如果您現在有危險，請先向身邊信得過的人求助，或撥打您所在國家當地的緊急電話。不要找中國使領館；「海外110」不是當地的緊急電話。",
      },
      {
        heading: "輸入法可能會洩露您打的字",
        text: "連網的輸入法（如搜狗、百度、訊飛、微信輸入法，以及華為、小米、OPPO、vivo 手機內建的鍵盤）可能在加密之前就把您打的字傳出去。語音輸入、手寫輸入也一樣。先在別處打好再貼過來，也沒有用。請使用不連網的輸入法。",
      },
      {
        heading: "在您刪除之前，寫的內容就留在這台電腦上",
        text: "請用只有您自己使用和管理的電腦；如果可以，不要用公司或家裡的網路。最安全的是 Tails 系統，關機後什麼都不會留下。不要用裝有微信或其他中國應用程式的手機或電腦。",
      },
      {
        heading: "不要讓別人知道",
        text: "不要用微信、LINE、WhatsApp 等聊天軟體把本頁的網址傳給別人。警察可能會上門或打電話找您家鄉的家人：不要告訴他們您傳送了什麼。",
      },
      {
        heading: "這裡不會清理檔案",
        text: "照片裡可能有地點、時間和裝置資訊，文件裡可能有姓名。用這種方法，這些資訊不會自動移除。畫面上看得見的內容（頭像、群組名稱、傳喚證上的編號）怎樣都還在。Tails 內建清理程式（「Metadata Cleaner」，即 `mat2`）。檔名也會一起送出：請改成普通的名字，例如 `photo-1.jpg`。",
      },
      {
        heading: "這裡無法替您核對審閱人是誰",
        text: "啟用 JavaScript 時，頁面會檢查審閱人名單是否由名單負責人簽名。在這裡，您只能相信伺服器給出的名單。請先用兩個互不相干的來源核對本頁的網址。",
      },
    ],
  },
  write: {
    heading: "1. 寫下您的情況",
    text: [
      "把下面的問題複製到純文字編輯器裡（點一下即可全選）。想答的就答，其餘刪掉，然後存為 `report.txt`，單獨放在一個資料夾裡。沒有哪一項是必填的。只有您才知道的細節，會暴露您是誰；用詞的習慣和家鄉話也會讓人認出來。不要留下電話、微信或 LINE 帳號：沒有人能聯絡您。",
      "不超過 64,000 位元組（約兩萬個漢字）的內容，加密後大小完全一樣，所以大小不會透露任何事情。",
    ],
  },
  template: {
    introduction: [
      "請在方括號裡填 x：[x]。不想答的可以不答。",
      "標有 * 的選項，符合的人不多，選了會讓人更容易認出您。",
    ],
    kind: "您想說哪方面的事",
    question: (name, hint) => (hint === undefined ? `${name}：` : `${name}（${hint}）：`),
    placeHint: "國家或地區、城市；只有很多人都知道時，才寫詳細地址",
    dateHint: "寫到年或月即可",
    notRecalled: "（轉出後無法收回）",
  },
  recipients: {
    heading: "2. 準備程式和審閱人名單",
    text: [
      "程式名叫 `age`。在 Tails、Debian 和 Ubuntu 上，在終端機裡用 `sudo apt install age` 安裝。再用 `age --version` 查看版本，然後儲存對應的名單。",
      "macOS、Windows 用的程式和最新版本，在作者的網頁 `github.com/FiloSottile/age`。請用 Tor 瀏覽器下載。",
    ],
    hybrid: {
      heading: "1.3 或更新的版本",
      text: "將來即使有人擁有大型量子電腦，也打不開。",
      save: "儲存名單（1.3 及更新）",
    },
    classic: {
      heading: "更舊的版本（Debian 12 是 1.1.1）",
      text: "用今天的電腦，誰也打不開。但如果有人現在存下加密檔案，將來又有了大型量子電腦，那時就可能打開。如果您在意這一點，請用更新的 age。",
      save: "儲存名單（舊版本）",
    },
    never:
      "把它存為 `recipients.txt`，與 `report.txt` 放在同一個資料夾。只用一份名單，並且用完整的一份。絕不要把兩份混在一起：加密的強度取決於最弱的一位收件人，所以伺服器拒收混用的檔案。",
  },
  seal: {
    heading: "3. 加密",
    text: "在那個資料夾裡打開終端機，貼上適合您系統的指令（點一下即可全選）。它會打包您寫的內容（不帶您的使用者名稱，也不帶日期），補齊大小，然後加密。",
    linux: "Tails 和 Linux",
    mac: "macOS",
    windows: "Windows（PowerShell）",
    result: [
      "加密檔案是 `report.age`。如果要附上其他檔案，請在指令裡每一處 `report.txt` 後面寫上檔名，用空格隔開。",
      "Linux 和 macOS 的指令，我們在 Debian 上用 GNU tar 和 bsdtar（macOS 和 Windows 內建的 tar）執行過。我們沒有在 macOS 和 Windows 上試過。",
    ],
    withoutList: "不儲存名單：指令裡已包含收件人（Linux）",
    withoutListHybrid: "age 1.3 及更新版本：",
    withoutListClassic: "舊版本：",
  },
  handIn: {
    heading: "4. 提交",
    file: "加密檔案",
    fileHint: "請選 `report.age`，絕不要選 `report.txt`。",
    sendFile: "提交檔案",
    paste: "或者加密文字",
    pasteHint:
      "如果無法上傳檔案：把指令裡的 `age` 改成 `age -a`，用文字編輯器打開 `report.age`，從第一個「-」到最後一個「-」全部複製。",
    pasteOnly: "這裡只能提交加密文字，從 -----BEGIN 到 END-----，要完整。",
    sendPaste: "提交文字",
  },
  after: {
    heading: "5. 之後",
    text: [
      "請刪除您寫的內容、加密檔案和名單，並清空資源回收筒（垃圾桶）：留著它們可能對您不利。磁碟上刪除的內容有時還能找回來；在 Tails 裡，關機後就找不回來了。",
      "Linux 的指令以空格開頭，大多數終端機因此不會記住它：請關閉終端機。Windows 和 macOS 會記住它；下面的辦法會讓它們忘掉所有指令。在 Windows 上，請執行 `Remove-Item (Get-PSReadLineOption).HistorySavePath`，再關閉 PowerShell。在 macOS 上，請先關閉「終端機」的所有視窗並結束「終端機」，再刪除您個人專屬檔案夾裡的 `.zsh_history` 和 `.zsh_sessions`（按 Shift-Command-. 就能看到），然後再清空一次垃圾桶。",
      "在 Tor 瀏覽器裡選「新識別身份（New Identity）」。",
      "沒有編號要記，也沒有人能在這裡答覆您。如果您知道了更多情況，再提交一次就行。",
    ],
  },
  letters: {
    heading: "審閱人的回信",
    text: "在這裡提交的內容無法得到回信：代號只能由使用 JavaScript 的頁面產生，回信也只能在那裡查看。要看回信，請把安全性等級改為「較安全（Safer）」，再開啟那個頁面。",
    experts: "供熟悉 age 的人：不用那個頁面打開回信",
    steps: [
      "需要 1.3 以上版本的 age、Python 3、您的代號，以及 BIP 39 的英文單字表，儲存為 `english.txt`。在本頁網址後面加上 `/v1/letters`，把得到的內容儲存為 `letters`，放在同一個資料夾裡，在那裡用 Python 執行下面的程式。它會詢問十二個單字，然後把所有回信逐一試著打開。",
      "它不檢查簽名：凡是能讀到您所寫內容的人，都可能寫出它顯示的東西。用完請刪除 `slot.age`。",
    ],
  },
  back: "返回說明",
  answers: {
    received: {
      heading: "您寫的內容已送達並存好。",
      text: [
        "審閱人會取走它，在從不連網的電腦上打開，可能需要幾天。沒有編號要記，也沒有人能在這裡答覆您。",
        "現在請刪除您寫的內容、加密檔案和收件人名單，並清空資源回收筒（垃圾桶）：留著它們可能對您不利。然後在 Tor 瀏覽器裡選「新識別身份（New Identity）」。",
      ],
    },
    "not-sealed": {
      heading: "您提交的內容沒有加密",
      text: [
        "收到的不是加密檔案，所以伺服器從第一個位元組起就拒收了，沒有保存任何內容。但它確實以可讀的形式到達了伺服器。如果其中內容可能傷害到您，請當作伺服器的管理者可能看到過。",
        "請先加密，再提交加密檔案 `report.age`。",
      ],
    },
    damaged: {
      heading: "加密檔案不完整",
      text: [
        "它在路上被截斷或改動了。沒有保存任何內容。",
        "請再提交一次。如果您是貼上的，請從 -----BEGIN 到 END----- 全部複製，或者改用檔案。",
      ],
    },
    "not-accepted": {
      heading: "加密的方式不對",
      text: [
        "必須加密給說明中某一份名單上的收件人，不能兩份混用，也不能用密語。沒有保存任何內容。",
        "請重新儲存一份名單，重新加密，然後提交。",
      ],
    },
    "too-large": {
      heading: "超過了伺服器一次能接收的大小",
      text: ["沒有保存任何內容。請少附一些檔案，或分成幾個加密檔案提交。"],
    },
    later: {
      heading: "伺服器現在無法接收",
      text: ["還沒有保存。請把加密檔案放在安全的地方，過幾分鐘或幾小時再提交。"],
    },
    unclear: {
      heading: "伺服器無法辨識這次提交",
      text: ["沒有保存任何內容。請重新打開說明，使用其中兩個表單之一，提交一個加密檔案。"],
    },
    closed: {
      heading: "現在無法加密",
      text: [
        "審閱人名單已過期，還沒有更新。請不要使用舊名單：已經離開的審閱人可能還在上面。",
        "請明天再來。",
      ],
    },
    "not-yet": {
      heading: "從 {{opens-zh-Hant}}起，您可以在這裡寫",
      text: ["在那之前還沒有人能讀到。請到時再來。"],
    },
  },
};
