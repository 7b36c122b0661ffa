import { ceremonyZhHant } from "../ceremony/zh-hant.ts";
import type { Strings } from "../strings.ts";

export const errorsZhHant: Strings["errors"] = {
  ...ceremonyZhHant,
  "vault-malformed": "這裡需要保險庫。請選擇您保留的最新副本。",
  "vault-of-steward": "這是名單負責人的保險庫。請選擇您作為審閱人的那一個。",
  "vault-of-reviewer": "這是審閱人的保險庫。請選擇您作為名單負責人的那一個。",
  "periods-full": "一個保險庫最多容納 36 個時期。請銷毀已結束的，或少選幾個。",
  "periods-overlap": "這些時期在保險庫最後一個時期結束之前就開始了。請從它結束時或更晚開始。",
  "share-malformed": "這裡需要一份完好的備份。請選擇另一份。",
  "share-repeated": "同一份備份選了兩次，只算一份。請再選擇其他的。",
  "shares-foreign": "這些備份不是同一次製作的。請選擇同一次的各份。",
  "shares-too-few": "份數太少。請一次選齊備份要求的份數。",
  "shares-damaged": "這些備份合不起來：其中一份已損壞。請換其他的試試。",
  "file-unreadable": "檔案已無法讀取。請重新插上隨身碟，再選擇該檔案。",
  "file-too-large": "這個檔案太大，不會是這裡需要的。請選擇另一個。",
  "wrong-passphrase": "密語打不開這個保險庫。請重新輸入；遺忘的密語無法找回，請把各份備份湊齊。",
  "passphrase-work": "這個檔案要求的運算量超過任何保險庫。請選擇您的保險庫。",
  "passphrase-short": "密語太短。至少 12 個字元，最好是用骰子抽出的六個詞。",
  "no-vault-open": "保險庫已關上。請返回，重新打開它。",
  "page-broken": "頁面自身出了故障。請關閉分頁，重新打開這個檔案，再選擇您最新的保險庫。",
  "not-an-anchor": "這裡需要信箱的信任起點。請選擇 anchor.json；如果信任起點換過，請選擇 line.json。",
  "not-a-move": "這裡需要已簽署的信任起點更換檔案。請選擇名單負責人給您的那個檔案。",
  "move-elsewhere":
    "這次更換不是從您保險庫的信任起點開始的，或者簽署的名單負責人不夠。請向他們索取保險庫製作以來的全部更換檔案，一起選擇。",
  "anchors-two": "這裡只需要一個信任起點，可以連同更換檔案。請去掉其餘的。",
  "no-period": "這個保險庫沒有留著金鑰的時期，因此沒有名片。請先新增時期。",
  "not-a-witness": "這裡需要審閱人名單或檔案包。請選擇信使帶來的最新檔案包。",
  "witness-foreign": "這個檔案裡沒有您保險庫所屬信箱的、已簽署的名單。請選擇另一個檔案包，或更新的一個。",
  "witness-moved": "本信箱已換了信任起點，不再是您保險庫裡的那一個。請先讓保險庫跟上，再做這一步。",
  "not-a-courier-key": "這裡需要信使的金鑰。請選擇 courier.key 這個檔案。",
  "address-refused":
    "這不是給信使用的網址：應該是 56 個字母和數字，以 .onion 結尾。請從維護人發來的內容裡複製。",
  "handle-refused": "這個稱呼不能用：請用 1 到 64 個字元，首尾沒有空格。",
};
