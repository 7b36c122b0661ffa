import type { Strings } from "../strings.ts";

export const troublesZhHant: Strings["troubles"] = {
  "wrong-passphrase": "密語打不開這個保險庫。請重新輸入；遺忘的密語無法找回，請把備份的各份合在一起。",
  "vault-malformed": "這不是保險庫，或已被改動。請選擇您保留的最新副本。",
  "vault-of-steward": "這是管事的保險庫。請選擇您作為審閱者的那一個。",
  "passphrase-work": "這個檔案要求的運算量超過任何保險庫。請選擇您的保險庫。",
  "not-a-bundle": "這不是檔案包。請選擇信使製作的檔案。",
  "bundle-damaged": "檔案包被截斷或改動過。之前的內容已顯示；請從信使的機器上重新完整複製。",
  "bundle-foreign": "這個檔案包屬於另一個實例，沒有打開其中任何內容。請向信使索取您的那一個。",
  "manifest-refused": "檔案包的清單不是信使應有的簽署方式。請重新複製，或詢問信使。",
  "list-refused": "檔案包的列表不是信使簽署的那一份。請重新複製檔案包。",
  "documents-refused": "檔案包中的公開文件不是信使簽署的那些。請重新複製檔案包。",
  "casebook-damaged": "案卷被截斷或改動過。請用另一份副本；這裡已有的內容仍在。",
  "casebook-foreign": "這份案卷屬於另一個實例。請把兩者分開。",
  "envelope-missing": "檔案包列出了它，裡面卻沒有。請向信使索取另一個檔案包。",
  "envelope-extra": "檔案包裡有它，列表上卻沒有，因此沒有打開。請詢問信使。",
  "envelope-changed": "它不是檔案包列表所指的信封。請重新複製檔案包，或詢問信使。",
  "not-for-us":
    "您的保險庫裡沒有密鑰能打開它。它可能屬於您已銷毀的時期，或屬於其他審閱者；請問問他們。如果它是您加入之前的案卷，請一位同事打開後重新儲存一份。",
  "not-sealed": "它沒有用 age 密封。請放到一邊；任何人都不應遞交未密封的文字。",
  "changed-after-sealing": "它在密封後被改動，或在途中損壞。請重新複製；若仍如此，請不要相信它。",
  "cut-short": "它結束得太早。請重新完整複製。",
  damaged: "它不符合密封檔案的規則。請重新複製；若仍如此，請放到一邊。",
  "contents-refused":
    "它已打開，但其內容的打包方式在此解開並不安全。請對它使用「nightjar open --as-one-file」。",
  "program-stumbled":
    "審閱台處理它時出了錯，其餘的都已照常打開。它可能是有人故意做成這樣的：請單獨存放，並交給替您維護 Nightjar 的人看看。",
  "file-unreadable": "檔案已無法讀取。請重新插上隨身碟，再選擇該檔案。",
  "casebook-not-saved":
    "這不是剛才儲存的案卷，或者不完整：磁碟可能已滿。請換一個磁碟再儲存一次，並核對那個檔案。",
  "export-outdated": "您查看之後案卷有了變動。沒有寫出任何內容，請重新查看將要送出的內容。",
  "export-refused": "沒有寫出任何內容：沒有可以送出的內容，或數量太少，統計會暴露個別案例。",
  "export-unverified": "沒有寫出任何內容：案卷中有無法核實的記錄。請在「匯出」一頁查看是哪些，以及如何處理。",
  "worker-broken": "審閱台自身出了故障。請儲存案卷，關閉分頁，再重新打開審閱台。",
};
