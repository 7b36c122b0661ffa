import type { PublicationStrings } from "./strings.ts";

export const publicationsZhHant: PublicationStrings = {
  heading: (count) => `已公布統計 ${count} 次`,
  lede: "第一次公布決定以後都怎樣計數，一次計過的以後不再計入。如果其中有假的，或不是我們公布的，兩位審閱人各自說明理由，就可以把它作廢。",
  what: "計了什麼",
  counted: (count, way) => `計入 ${count} 個：${way}`,
  disowned: (who, day, why) => `${who}說這不是我們公布的（${day}）：${why} 還要等第二位審閱人也這樣說。`,
  disown: "說明這不是我們公布的",
  disownWarning:
    "請先問清楚有沒有人拿到過其中的數目。給出去的數目收不回來：作廢之後，下一次公布會再計入同樣的線索，兩份都有的人可以拿來相減。",
  disownWhy: "理由（給其他審閱人看）",
  disownDo: "就這樣說明",
};
