import type { VersionStrings } from "./strings.ts";

export const versionsZhHans: VersionStrings = {
  heading: "版本",
  several:
    "这条线索以几个不同的版本收入案例册。选定其中一个之前，它的任何内容都不会导出。选定需要两位审阅人：收入该版本的人和另一位选定它的人，或两位都收入了它的人。",
  otherwise: "案例册中的这条线索与收到时不同：也许是文字换了一种方式读取，也许有人改动过。",
  compared: "已与您打开的信封比较。若只是字符不同，请换一种方式读取文字。",
  notCompared: "请打开含有这条线索信封的文件包，查看哪个版本属实。",
  version: (number) => `版本 ${number}`,
  isTrue: "这就是信封中的内容。",
  isNot: "按此处的读取方式，这不是信封中的内容。",
  choose: (number) => `选定版本 ${number}`,
  keepAsCame: "按收到时的样子收入案例册",
};
