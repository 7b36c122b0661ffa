import type { UnverifiedStrings } from "./strings.ts";

export const unverifiedZhHant: UnverifiedStrings = {
  heading: (count) => `暫時不能送出任何內容：有 ${count} 條紀錄無法查證`,
  lede: "其中可能有遮蓋。請打開這些紀錄所屬時期的檔案包，或能讀取這些紀錄的同事的最新案例冊：其中附有所需的審閱人名單。",
  leftLede:
    "這些紀錄是在最新的審閱人名單不再列出其作者之後才收到的，其中可能有遮蓋。請弄清它們是不是離任者遲交的最後一批工作。",
  who: "署名",
  day: "日期",
  what: "問題",
  unreadable: "無法讀取",
  codes: {
    "line-malformed": "這不是簽署過的紀錄。",
    "act-malformed": "此版本不認識這種紀錄。請使用最新的審閱台。",
    "act-foreign": "它屬於另一個信箱。",
    "signature-foreign": "簽署者與所稱的人不同，是偽造的。",
    "signature-invalid": "簽名不符，是偽造的或已損壞。",
    "reviewer-unknown": "已收到的審閱人名單中沒有這位審閱人。",
    "reviewer-left":
      "這位審閱人已經離開，現任審閱人都沒有看過這條紀錄。無論它寫的是哪一天，除非您接受，否則不算數。",
  },
  redaction: "它遮蓋了一些文字。這些文字無論如何都會保持隱藏。",
  accept: (who, count) => `接受${who}最後的 ${count} 條紀錄`,
  acceptWarning:
    "請先當面或透過可信的管道問清楚這些紀錄是否真的出自本人：拿走離任者金鑰的人可以寫下任何日期的紀錄。此舉會以您的名義記錄下來。",
  acceptWhy: "接受的理由（給其他審閱人看）",
  acceptDo: "接受",
  vouched: (left, by, count, day) =>
    `${left}已離任。此人的 ${count} 條紀錄算數，是因為${by}看到過（${by}最近一次引用是 ${day}）。如果這晚於${left}離任的日子，請問問${by}紀錄從哪裡來。`,
  accepted: (by, day, count, why) => `${by}接受了離任者的 ${count} 條紀錄（${day}）：${why}`,
  exceptionsTake: (reviewers) => (reviewers === 1 ? "這裡一位審閱人就可以破例" : "這裡破例需要兩位審閱人"),
  rulingLede:
    "破例是指讓本不該送出的內容送出，或撤銷遮蓋。要更改破例所需的人數，須有兩位審閱人先後表態，後一位要看過前一位的表態。",
  ruled: (who, day, reviewers) =>
    `${who}認為需要${reviewers === 1 ? "一位" : "兩位"}審閱人（${day}）。還要等另一位也這樣表態。`,
  rule: (reviewers) => (reviewers === 1 ? "表態：一位審閱人就夠了" : "表態：需要兩位審閱人"),
  awaits: "還要等第二位審閱人：",
  drop: "或者不理會它們，繼續",
  dropWarning:
    "只有在沒有人能補上缺失的內容時才這樣做。此舉會以您的名義記錄下來。它們遮蓋的文字會保持隱藏，直到您在各則線索中逐一撤銷。",
  dropWhy: "理由（給其他審閱人看）",
  dropDo: (count) => `不理會這 ${count} 條，繼續`,
  redactionNote: "未經查證，但仍會遮蓋這些文字。",
};
