import type { Encoding } from "./encodings.ts";

/** What Chinese texts are made of for the most part, in both scripts. */
const COMMON = new Set(
  "的一是不了在人有我他这那个们中来上大为和国地到以说时要就出会可也你对生能而子得于着下自之年过发后作里用道行所然家种事" +
    "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此" +
    "已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代" +
    "内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安" +
    "少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光" +
    "放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运警察馆" +
    "這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實軍無與長機業將兩間問並應戰頭體見產話給門兒東聲員論處義" +
    "幾條係氣題爾別變總電數報結務場計資許統區隊決馬書聽達強難權設記據邊張該規萬覺術領確傳師觀讓識帶導爭運護館吗嗎吧呢啊" +
    "，。、；：？！“”‘’（）《》「」『』…—",
);

/** Characters that a text in some encoding is likely to hold: the first level of GB 2312, and of Big5. */
let levels: { readonly gb: ReadonlySet<string>; readonly big5: ReadonlySet<string> } | undefined;

/**
 * How likely it is that a text was written in an encoding: on the mean over its characters (of ASCII only where each of
 * those takes two bytes) 2 for a common one, 1 for one of the encoding's first level, -0.5 for others, and -1 for what no
 * text holds.
 */
export function howLikely(text: string, encoding: Encoding): number {
  levels ??= { gb: charactersOf("gb18030", 0xb0, 0xd7), big5: charactersOf("big5", 0xa4, 0xc6) };
  const { gb, big5 } = levels;
  const wide = encoding === "utf-16le" || encoding === "utf-16be";
  let [sum, count] = [0, 0];
  for (const character of text) {
    const ascii = character <= "\u007f";
    if (ascii && !wide) continue;
    count++;
    if (COMMON.has(character)) sum += 2;
    else if (/[\p{Co}\p{Cn}]/u.test(character)) sum -= 1;
    else if (
      ascii ||
      (encoding !== "big5" && gb.has(character)) ||
      (encoding !== "gb18030" && big5.has(character))
    )
      sum += 1;
    else sum -= 0.5;
  }
  return count === 0 ? 0 : sum / count;
}

/** All characters of two bytes whose first is in a range. */
function charactersOf(encoding: "gb18030" | "big5", first: number, last: number): ReadonlySet<string> {
  const pairs: number[] = [];
  for (let lead = first; lead <= last; lead++)
    for (let trail = encoding === "big5" ? 0x40 : 0xa1; trail <= 0xfe; trail++)
      if (trail <= 0x7e || trail >= 0xa1) pairs.push(lead, trail);
  const characters = new Set(new TextDecoder(encoding).decode(Uint8Array.from(pairs)));
  characters.delete("\ufffd");
  return characters;
}
