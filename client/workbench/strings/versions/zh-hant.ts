import type { VersionStrings } from "./strings.ts";

export const versionsZhHant: VersionStrings = {
  heading: "版本",
  several:
    "這則線索以幾個不同的版本收入案例冊。選定其中一個之前，它的任何內容都不會匯出。選定需要兩位審閱人：收入該版本的人和另一位選定它的人，或兩位都收入了它的人。",
  otherwise: "案例冊中的這則線索與收到時不同：也許是文字換了一種方式讀取，也許有人改動過。",
  compared: "已與您打開的信封比較。若只是字元不同，請換一種方式讀取文字。",
  notCompared: "請打開含有這則線索信封的檔案包，查看哪個版本屬實。",
  version: (number) => `版本 ${number}`,
  isTrue: "這就是信封中的內容。",
  isNot: "按此處的讀取方式，這不是信封中的內容。",
  choose: (number) => `選定版本 ${number}`,
  keepAsCame: "按收到時的樣子收入案例冊",
};
