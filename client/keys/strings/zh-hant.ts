import { courierZhHant } from "./courier/zh-hant.ts";
import { errorsZhHant } from "./errors/zh-hant.ts";
import { reviewerZhHant } from "./reviewer/zh-hant.ts";
import { stewardZhHant } from "./steward/zh-hant.ts";
import type { Strings } from "./strings.ts";
import { vaultZhHant } from "./vault/zh-hant.ts";

export const zhHant: Strings = {
  language: "zh-Hant",
  name: "繁體中文",
  title: "Nightjar 金鑰",
  noScript: "本頁需要 JavaScript。請為這個檔案啟用 JavaScript，再重新打開。",
  chooseLanguage: "語言",
  leave: "換一個角色",
  back: "返回",
  roles: {
    reviewer: { name: "審閱人", does: "您閱讀線索。在這裡製作並保管您的保險庫。" },
    courier: { name: "信使", does: "您取回加密的線索。在這裡製作您的金鑰、名片和信使包。" },
    steward: { name: "名單負責人", does: "您與其他人一起決定誰來閱讀。在這裡製作金鑰，主持簽署儀式。" },
  },
  first: {
    heading: "製作與保管金鑰",
    lede: "為線索信箱閱讀、決定或傳遞的人，都在這裡製作自己的金鑰。您選擇和輸入的一切，除了您儲存的檔案，都不會離開這個分頁。",
    offline:
      "請在沒有網路的機器上操作，最好是用 Tails 隨身碟啟動的電腦。這個檔案不連接任何地方，但只有機器本身能保證這一點。",
    slow: "JavaScript 在這裡執行很慢：一個密語大約要一分鐘。如果 Tor 瀏覽器設為較安全（Safer），您可以為此改成標準（Standard），因為這台機器沒有網路。",
    who: "您是誰？",
    compare: {
      summary: "第一次使用之前：這是正確的檔案嗎？",
      why: "被人改動過的檔案可能洩漏您的金鑰。請在這個檔案所在的資料夾裡打開終端，輸入您的系統對應的那一行，然後核對全部 64 個字元。",
      commands: [
        ["Tails、Linux 系統", "sha256sum keys.html"],
        ["Windows 系統", "certutil -hashfile keys.html SHA256"],
        ["Mac 電腦", "shasum -a 256 keys.html"],
      ],
      where:
        "正確的數字與檔案一起公布，名為 keys.html.sha256；替您維護 Nightjar 的人也可以重新生成這個檔案，把數字告訴您。請用兩種方式問兩個人，例如電話和當面。檔案和數字不應由同一個人一起發給您。",
    },
  },
  doing: {
    working: "正在處理，沒有卡住。",
    left: (seconds) =>
      seconds > 90
        ? `大約還要 ${Math.round(seconds / 60)} 分鐘。`
        : seconds > 10
          ? `大約還要 ${Math.ceil(seconds / 5) * 5} 秒。`
          : "還要幾秒鐘。",
    slow: "如果這個瀏覽器設為較安全（Safer），JavaScript 就執行得慢。設為標準（Standard）只要幾秒鐘；這台機器沒有網路，在這裡可以這樣做。",
  },
  passphrase: {
    chosen: "新的密語",
    again: "再輸入一次",
    advice: "至少 12 個字元，最好是用骰子抽出的六個詞。它無法找回：除了您沒有人知道。",
    short: "太短了：至少 12 個字元，最好是用骰子抽出的六個詞。",
    unlike: "兩次輸入不一樣。請都重新輸入。",
  },
  when: {
    from: "從什麼時候開始",
    starts: {
      "where-it-ends": "最後一個時期結束時",
      today: "今天",
      tomorrow: "明天",
      "next-month": "下個月一日",
    },
    start: (name, day) => `${name}（${day}）`,
    howLong: "多長時間",
    months: (count) => `${count} 個月`,
  },
  instance: {
    choose: "選擇信箱的信任起點",
    hint: "名單負責人給您的 anchor.json；如果名單負責人後來換過人，請選 line.json，或連同更換檔案一起選。",
    isFor: (instance) => `這是「${instance}」的信任起點，它的指紋`,
    compared: "我已當面或通過聲音與一位名單負責人核對過這些詞，完全一樣。",
  },
  print: "列印這一頁",
  saving: {
    check: "選擇您儲存的檔案",
    same: "已完整儲存。",
    other: "這不是要儲存的檔案，或者不完整。請再儲存一次，再選擇那個檔案。",
  },
  aboutFile: (file, sentence) => `${file}：${sentence}`,
  together: (first, second) => `${first}${second}`,
  found: {
    sealed: "這是一個加密檔案。",
    "reviewer-card": "這是審閱人的名片。",
    "steward-card": "這是名單負責人的名片。",
    "courier-card": "這是信使的名片。",
    move: "這是已簽署的信任起點更換檔案。",
    anchor: "這是信箱的信任起點。",
    line: "這是信箱歷次的信任起點。",
    share: "這是一份備份。",
    roster: "這是審閱人名單。",
  },
  errors: errorsZhHant,
  vault: vaultZhHant,
  reviewer: reviewerZhHant,
  courier: courierZhHant,
  steward: stewardZhHant,
};
