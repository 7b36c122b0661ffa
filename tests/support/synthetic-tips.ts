import type { TipId } from "../../client/casebook/names.ts";
import type { NearTip } from "../../client/casebook/near/near-tip.ts";
import { tipNamed } from "./casebooks.ts";
import { numbersFrom } from "./seeded.ts";

export interface LabelledTips {
  readonly tips: readonly NearTip[];
  /** The groups of near-duplicates, original first. */
  readonly groups: readonly (readonly TipId[])[];
}

/**
 * Invented tips, of which some are near-duplicates of some originals, as one person sends twice and as a flood does:
 * reworded openings, slips of the hand, changed numbers, an end cut off, another punctuation. The rest share stock
 * sentences with each other, as tips about one phenomenon do.
 */
export function syntheticTips(
  count: number,
  originals: number,
  duplicates: number,
  seed: number,
  script: Script = "chinese or english",
  hand: Hand = "slips",
): LabelledTips {
  const random = numbersFrom(seed);
  const texts = Array.from({ length: count - duplicates }, () => textIn(script, random));
  const groups: TipId[][] = Array.from({ length: originals }, (_, i) => [tipNamed(i)]);
  for (let i = 0; i < duplicates; i++) {
    const original = i % originals;
    groups[original]?.push(tipNamed(texts.length));
    const again = reworded(texts[original] ?? "", random);
    texts.push(hand === "slips" ? again : retold(again, textIn(script, random)));
  }
  return { tips: texts.map((text, i) => tipWithText(i, text)), groups };
}

/** How right the groups are that were found, by the pairs within them. */
export function judged(
  found: readonly (readonly TipId[])[],
  truth: readonly (readonly TipId[])[],
): { readonly precision: number; readonly recall: number } {
  const [pairs, real] = [pairsOf(found), pairsOf(truth)];
  const right = [...pairs].filter((pair) => real.has(pair)).length;
  return { precision: right / pairs.size, recall: right / real.size };
}

/** All unordered pairs within the groups, each written one way. */
function pairsOf(groups: readonly (readonly TipId[])[]): Set<string> {
  return new Set(
    groups.flatMap((group) =>
      group.flatMap((a, i) => group.slice(i + 1).map((b) => (a < b ? `${a} ${b}` : `${b} ${a}`))),
    ),
  );
}

export function tipWithText(number: number, text: string): NearTip {
  return { tip: tipNamed(number), text, typed: [], chosen: [], names: [], files: [] };
}

/** `retold`: a sentence is left out, another one is new, and the end comes first. */
export const HANDS = ["slips", "retold"] as const;

export type Hand = (typeof HANDS)[number];

function retold(text: string, other: string): string {
  const [sentences, [extra = ""]] = [text, other].map((one) => one.split(/(?<=[。.!-]) ?/u)) as [
    string[],
    string[],
  ];
  const [first = "", , ...rest] = sentences;
  const last = rest.pop() ?? "";
  return [last, first, extra, ...rest].join(" ");
}

type Random = () => number;

const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)] as T;

/** `mixed`: both within one text, as people write who live abroad. */
export const SCRIPTS = ["chinese", "english", "mixed", "chinese or english"] as const;

export type Script = (typeof SCRIPTS)[number];

function textIn(script: Script, random: Random): string {
  if (script === "mixed") return `${storyOf(random, true, 1)} ${storyOf(random, false, 1)}`;
  return storyOf(random, script === "chinese or english" ? random() < 0.6 : script === "chinese");
}

/** One or two stock sentences, and sentences of words drawn from a vocabulary: they read as nothing, and overlap as tips do. */
function storyOf(random: Random, chinese: boolean, least = 3): string {
  const times = <T>(least: number, most: number, make: () => T) =>
    Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, make);
  const stock = times(1, 2, () => pick(chinese ? CHINESE : ENGLISH, random)(random));
  const free = times(least, least + 3, () =>
    chinese
      ? `${times(6, 14, () => pick(CHINESE_WORDS, random)).join("")}。`
      : `${times(8, 16, () => pick(ENGLISH_WORDS, random)).join(" ")}.`,
  );
  return [...stock, ...free].join(chinese ? "" : " ");
}

function reworded(text: string, random: Random): string {
  const chinese = /\p{Script=Han}/u.test(text);
  let characters = [...text];
  for (let slips = 1 + Math.floor(random() * 3); slips > 0; slips--) {
    const at = Math.floor(random() * characters.length);
    if (random() < 0.5) characters.splice(at, 1);
    else characters.splice(at, 0, pick(chinese ? [..."的了是在和也"] : [..."aeiost"], random));
  }
  if (random() < 0.4)
    characters = characters.slice(0, Math.ceil(characters.length * (0.85 + random() * 0.1)));
  let changed = characters.join("");
  if (random() < 0.5) changed = (chinese ? "再说一次:" : "Again: ") + changed;
  if (random() < 0.5) changed = changed.replaceAll("。", " ! ").replaceAll(". ", " - ");
  if (random() < 0.3) changed = changed.toUpperCase();
  if (random() < 0.3) changed = changed.replace(/./gu, (one) => TRADITIONAL.get(one) ?? one);
  return changed;
}

/** Enough of the other script to be another text to whoever doesn't fold the two together. */
const TRADITIONAL = new Map(
  [..."们們说說话話电電时時问問来來国國门門车車见見"].map((one, i, all) => [
    one,
    i % 2 ? one : (all[i + 1] ?? one),
  ]),
);

const number = (digits: number) => (random: Random) =>
  Array.from({ length: digits }, () => Math.floor(random() * 10)).join("");

const [year, street, phone] = [(random: Random) => `20${number(2)(random)}`, number(3), number(9)];

const SURNAMES = [..."陈林黄张李王吴刘蔡杨许郑谢郭洪"];
const NAMES = ["Chen", "Lin", "Huang", "Zhang", "Li", "Wang", "Wu", "Liu", "Cai", "Yang", "Xu", "Zheng"];
const 城市 = "马德里 巴塞罗那 米兰 普拉托 布达佩斯 多伦多 纽约 伦敦 阿姆斯特丹 里斯本 东京 悉尼".split(" ");
const CITIES = "Madrid,Barcelona,Milan,Prato,Budapest,Toronto,New York,London,Lisbon,Tokyo".split(",");
const 店 = "餐馆 超市 房产中介 同乡会 商会办公室 旅行社 物流公司 美甲店 驾校 茶楼".split(" ");
const SHOPS = "restaurant,grocery,estate agency,hometown association,travel agency,tea house".split(",");
const 谁 = ["我表哥", "我妈妈", "一个邻居", "以前的同事", "房东", "我岳父", "同学", "教会里的朋友"];
const WHO = ["my cousin", "my mother", "a neighbour", "an old colleague", "the landlord", "a classmate"];

const CHINESE: readonly ((random: Random) => string)[] = [
  (r) => `${pick(城市, r)}火车站附近有一家${pick(店, r)},楼上挂着警侨服务站的牌子。`,
  (r) => `${year(r)}年${pick(SURNAMES, r)}先生打电话叫我回国,说不回去就停掉家里的社保。`,
  (r) => `${pick(谁, r)}在老家被派出所叫去三次,每次都问我在${pick(城市, r)}住哪里。`,
  (r) => `那个人给我的号码是${phone(r)},微信头像是一面红旗。`,
  () => "他们说只要签一份承诺书就没事了,我没有签。",
  (r) => `门牌是${street(r)}号,平时拉着卷帘门,周末晚上有人开会。`,
  (r) =>
    `开视频的时候旁边坐着一个穿制服的人,自称姓${pick(SURNAMES, r)},是${pick(["福州", "青田", "温州", "南通"], r)}公安局的。`,
  (r) => `${pick(谁, r)}的银行卡在${year(r)}年春天被冻结了,到现在取不出钱。`,
  () => "家里的门上被喷了红漆,写着诈骗二字,其实我没有做过。",
  (r) => `有两辆车在我家楼下停了${street(r)}天,车牌我拍了照片。`,
  (r) => `我在${pick(店, r)}打过工,亲眼看见他们帮人换驾照,也登记谁来过。`,
  () => "孩子本来九月上学,学校说要等我回去说明情况才能报名。",
  (r) => `${pick(SURNAMES, r)}会长请大家吃饭,席上说要配合国内的劝返工作。`,
  (r) => `去年在${pick(城市, r)}参加集会以后,有人把我的照片发到群里。`,
  () => "我不知道这算不算证据,但是我很害怕,不敢告诉别人。",
  (r) => `他们知道我女儿在${pick(城市, r)}读书,还说出了她的宿舍楼。`,
  (r) => `护照${year(r)}年到期,领馆不给换,说先回去处理事情。`,
  (r) => `收到一个包裹,里面是${pick(["花圈", "子弹壳", "我小时候的照片", "一封没有署名的信"], r)}。`,
];

const ENGLISH: readonly ((random: Random) => string)[] = [
  (r) =>
    `There is a ${pick(SHOPS, r)} near the station in ${pick(CITIES, r)} with an office upstairs that has no sign.`,
  (r) => `In ${year(r)} a man called ${pick(NAMES, r)} rang me and said my parents would lose their pension.`,
  (r) =>
    `${pick(WHO, r)} was taken to the police station at home three times and asked where I live in ${pick(CITIES, r)}.`,
  (r) => `The number he called from was ${phone(r)} and he wrote to me from it later.`,
  () => "They wanted me to sign a pledge and said nothing would happen if I did.",
  (r) => `The door is number ${street(r)}, the shutter is down in the day and people meet there at night.`,
  (r) => `On the video call sat an officer in uniform who said his name was ${pick(NAMES, r)}.`,
  (r) => `The bank cards of ${pick(WHO, r)} were frozen in ${year(r)} and nobody says why.`,
  () => "Somebody painted red letters on the house of my family, and the neighbours saw it.",
  (r) => `Two cars stood in front of my flat for ${street(r)} days and I have pictures of the plates.`,
  (r) => `I worked in a ${pick(SHOPS, r)} and saw how they renewed licences and wrote down who came.`,
  () => "My child could not begin school because I was told to come and explain first.",
  (r) => `Chairman ${pick(NAMES, r)} invited us for dinner and asked us all to help with persuasion.`,
  (r) => `After the rally in ${pick(CITIES, r)} someone sent my picture to a group with my address.`,
  () => "I do not know whether this is proof, but I am afraid and have told nobody.",
  (r) =>
    `A parcel came with ${pick(["a wreath", "a spent cartridge", "an old photograph of me", "a letter without a name"], r)} in it.`,
];

const CHINESE_WORDS = (
  "昨天 后来 当时 早上 半夜 父亲 母亲 弟弟 姐姐 邻居 老板 司机 律师 医生 老师 工人 学生 会长 秘书 警察 " +
  "电话 短信 照片 录音 合同 护照 签证 房租 工资 存款 社保 户口 学校 医院 车站 机场 码头 仓库 办公室 楼梯 " +
  "门口 窗户 街角 市场 教堂 公园 广场 酒店 银行 法院 使馆 领馆 派出所 居委会 村里 县城 省城 国外 边境 海关 " +
  "询问 威胁 跟踪 拍照 登记 签字 通知 传唤 扣押 冻结 取消 拒绝 要求 劝说 请客 送礼 打听 监视 报警 投诉 " +
  "害怕 担心 生气 沉默 答应 承认 否认 解释 逃走 搬家 回国 离开 等待 寻找 记得 忘记 发现 怀疑 相信 证明 " +
  "黑色 白色 红色 高个 中年 年轻 陌生 口音 眼镜 帽子 制服 皮包 汽车 摩托 车牌 名片 钥匙 信封 文件 印章 " +
  "三次 两天 一周 半年 去年 今年 春节 中秋 周末 下午 附近 对面 楼上 隔壁 里面 外面 一起 单独 马上 经常"
).split(" ");

const ENGLISH_WORDS = (
  "yesterday later morning midnight father mother brother sister neighbour owner driver lawyer doctor teacher " +
  "worker student chairman secretary officer telephone message picture recording contract passport visa rent " +
  "wages savings insurance register school hospital station airport harbour warehouse office stairs doorway " +
  "window corner market church garden square hotel bank court embassy consulate village county province abroad " +
  "border customs asked threatened followed photographed registered signed notified summoned seized froze " +
  "cancelled refused demanded persuaded invited offered enquired watched reported complained afraid worried angry " +
  "silent agreed admitted denied explained escaped moved returned left waited searched remembered forgot found " +
  "suspected believed proved black white red tall young stranger accent glasses hat uniform briefcase vehicle " +
  "motorcycle plate card keys envelope papers stamp thrice fortnight weekend afternoon nearby opposite upstairs " +
  "inside outside together alone quickly often with from under behind because although before after without"
).split(" ");
