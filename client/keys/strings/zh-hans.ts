import { courierZhHans } from "./courier/zh-hans.ts";
import { errorsZhHans } from "./errors/zh-hans.ts";
import { reviewerZhHans } from "./reviewer/zh-hans.ts";
import { stewardZhHans } from "./steward/zh-hans.ts";
import type { Strings } from "./strings.ts";
import { vaultZhHans } from "./vault/zh-hans.ts";

export const zhHans: Strings = {
  language: "zh-Hans",
  name: "简体中文",
  title: "Nightjar 密钥",
  noScript: "本页需要 JavaScript。请为这个文件启用 JavaScript，再重新打开。",
  chooseLanguage: "语言",
  leave: "换一个角色",
  back: "返回",
  roles: {
    reviewer: { name: "审阅人", does: "您阅读线索。在这里制作并保管您的保险库。" },
    courier: { name: "信使", does: "您取回加密的线索。在这里制作您的密钥、名片和信使包。" },
    steward: { name: "名单负责人", does: "您与其他人一起决定谁来阅读。在这里制作密钥，主持签署仪式。" },
  },
  first: {
    heading: "制作与保管密钥",
    lede: "为线索信箱阅读、决定或传递的人，都在这里制作自己的密钥。您选择和输入的一切，除了您保存的文件，都不会离开这个标签页。",
    offline:
      "请在没有网络的机器上操作，最好是用 Tails U 盘启动的电脑。这个文件不连接任何地方，但只有机器本身能保证这一点。",
    slow: "JavaScript 在这里运行很慢：一个密码短语大约要一分钟。如果 Tor 浏览器设为较安全（Safer），您可以为此改成标准（Standard），因为这台机器没有网络。",
    who: "您是谁？",
    compare: {
      summary: "第一次使用之前：这是正确的文件吗？",
      why: "被人改动过的文件可能泄露您的密钥。请在这个文件所在的文件夹里打开终端，输入您的系统对应的那一行，然后核对全部 64 个字符。",
      commands: [
        ["Tails、Linux 系统", "sha256sum keys.html"],
        ["Windows 系统", "certutil -hashfile keys.html SHA256"],
        ["Mac 电脑", "shasum -a 256 keys.html"],
      ],
      where:
        "正确的数字与文件一起公布，名为 keys.html.sha256；替您维护 Nightjar 的人也可以重新生成这个文件，把数字告诉您。请用两种方式问两个人，例如电话和当面。文件和数字不应由同一个人一起发给您。",
    },
  },
  doing: {
    working: "正在处理，没有卡住。",
    left: (seconds) =>
      seconds > 90
        ? `大约还要 ${Math.round(seconds / 60)} 分钟。`
        : seconds > 10
          ? `大约还要 ${Math.ceil(seconds / 5) * 5} 秒。`
          : "还要几秒钟。",
    slow: "如果这个浏览器设为较安全（Safer），JavaScript 就运行得慢。设为标准（Standard）只要几秒钟；这台机器没有网络，在这里可以这样做。",
  },
  passphrase: {
    chosen: "新的密码短语",
    again: "再输入一次",
    advice: "至少 12 个字符，最好是用骰子抽出的六个词。它无法找回：除了您没有人知道。",
    short: "太短了：至少 12 个字符，最好是用骰子抽出的六个词。",
    unlike: "两次输入不一样。请都重新输入。",
  },
  when: {
    from: "从什么时候开始",
    starts: {
      "where-it-ends": "最后一个时期结束时",
      today: "今天",
      tomorrow: "明天",
      "next-month": "下个月一日",
    },
    start: (name, day) => `${name}（${day}）`,
    howLong: "多长时间",
    months: (count) => `${count} 个月`,
  },
  instance: {
    choose: "选择信箱的信任起点",
    hint: "名单负责人给您的 anchor.json；如果名单负责人后来换过人，请选 line.json，或连同更换文件一起选。",
    isFor: (instance) => `这是“${instance}”的信任起点，它的指纹`,
    compared: "我已当面或通过声音与一位名单负责人核对过这些词，完全一样。",
  },
  print: "打印这一页",
  saving: {
    check: "选择您保存的文件",
    same: "已完整保存。",
    other: "这不是要保存的文件，或者不完整。请再保存一次，再选择那个文件。",
  },
  aboutFile: (file, sentence) => `${file}：${sentence}`,
  together: (first, second) => `${first}${second}`,
  found: {
    sealed: "这是一个加密文件。",
    "reviewer-card": "这是审阅人的名片。",
    "steward-card": "这是名单负责人的名片。",
    "courier-card": "这是信使的名片。",
    move: "这是已签署的信任起点更换文件。",
    anchor: "这是信箱的信任起点。",
    line: "这是信箱历次的信任起点。",
    share: "这是一份备份。",
    roster: "这是审阅人名单。",
  },
  errors: errorsZhHans,
  vault: vaultZhHans,
  reviewer: reviewerZhHans,
  courier: courierZhHans,
  steward: stewardZhHans,
};
