import type { NoScriptStrings } from "./strings.ts";

export const zhHans: NoScriptStrings = {
  language: "zh-Hans",
  languageName: "简体中文",
  demo: "仅供试用。请不要从这里发送任何真实内容：能打开它的密钥就在同一台机器上。",
  heading: "不用脚本，递交密封的报告",
  lede: "关闭 JavaScript 也能使用本页。您用自己电脑上的程序把报告密封好，再在这里递交密封后的文件。只有审阅者能打开它，保存它的服务器打不开。",
  easier: {
    heading: "如果可以，请走更简单的路",
    text: "在 Tor 浏览器里，这个地址的页面可以替您密封。安全级别需要是“更安全（Safer）”或“标准（Standard）”：",
    steps: [
      "先记好本页的地址：Tor 浏览器可能需要重新启动。",
      "点击右上角的盾牌图标，再点“设置…（Settings…）”。",
      "在“安全级别（Security Level）”里选“更安全（Safer）”。",
    ],
    openPage: "然后重新打开页面",
    otherwise: "如果您有意选了“最安全（Safest）”，或者无法更改，请看下面的步骤，大约需要半小时。",
  },
  before: {
    heading: "开始之前",
    notes: [
      {
        heading: "此刻没有人在值守",
        text: "可能要过几天才有人读到。如果您现在有危险，请先找身边能帮忙的人，或拨打所在国家的紧急电话。",
      },
      {
        heading: "您的输入法可能在看",
        text: "联网的输入法和键盘应用，例如搜狗、百度、讯飞，以及许多手机厂商自带的键盘，会在密封之前把您输入的内容传出去。复制粘贴也没有用。请使用不联网的键盘。",
      },
      {
        heading: "在您删除之前，报告就留在这台电脑上",
        text: "请用别人不使用、也不代管的电脑；如果可以，不要用单位或家里的网络。最安全的是 Tails 系统，关机后什么都不会留下。",
      },
      {
        heading: "这里不会清理文件",
        text: "照片里可能有地点、时间和设备信息，文档里可能有姓名。这条路上没有任何步骤会去掉它们。Tails 自带清理程序（“Metadata Cleaner”，即 `mat2`）。文件名也会一起送出：请改成普通的名字，例如 `photo-1.jpg`。",
      },
      {
        heading: "这里无法替您核对审阅者是谁",
        text: "启用脚本时，页面会检查审阅者名单是否由负责的人签名。在这里，您只能相信服务器给出的名单。请先在两个不同的地方核对本页的地址。",
      },
    ],
  },
  write: {
    heading: "1. 写报告",
    text: [
      "把下面的问题复制到纯文本编辑器里（点一下即可全选）。想答的就答，其余删掉，然后存为 `report.txt`，单独放在一个文件夹里。没有哪一项是必填的。只有您才可能知道的事，会指向您。",
      "不超过 64,000 字节（约两万个汉字）的报告，密封后大小完全一样，所以大小不会透露任何事情。",
    ],
  },
  template: {
    introduction: [
      "请在方括号里填 x：[x]。不想答的可以不答。",
      "标有 * 的选项，能选的人不多，会缩小“您是谁”的范围。",
    ],
    kind: "关于什么",
    question: (name, hint) => (hint === undefined ? `${name}：` : `${name}（${hint}）：`),
    placeHint: "国家和城市；只有很多人都知道时，才写详细地址",
    dateHint: "写到年或月即可",
    notRecalled: "（转出后无法收回）",
  },
  recipients: {
    heading: "2. 准备程序和审阅者名单",
    text: [
      "程序名叫 `age`。在 Tails、Debian 和 Ubuntu 上，在终端里用 `sudo apt install age` 安装。再用 `age --version` 查看版本，然后保存对应的名单。",
      "macOS、Windows 用的程序和最新版本，在作者的网页 `github.com/FiloSottile/age`。请用 Tor 浏览器下载。",
    ],
    hybrid: {
      heading: "1.3 或更新的版本",
      text: "将来即使有人拥有大型量子计算机，也打不开。",
      save: "保存名单（1.3 及更新）",
    },
    classic: {
      heading: "更旧的版本（Debian 12 是 1.1.1）",
      text: "用今天的计算机，谁也打不开。但如果有人现在存下密封的文件，将来又有了大型量子计算机，那时就可能打开。如果您在意这一点，请用更新的 age。",
      save: "保存名单（旧版本）",
    },
    never:
      "把它存为 `recipients.txt`，与报告放在同一个文件夹。只用一份名单，并且用完整的一份。绝不要把两份混在一起：密封文件的强度取决于最弱的一个，所以服务器拒收混用的文件。",
  },
  seal: {
    heading: "3. 密封",
    text: "在那个文件夹里打开终端，粘贴适合您系统的命令（点一下即可全选）。它会打包报告（不带您的用户名，也不带日期），补齐大小，然后密封。",
    linux: "Tails 和 Linux",
    mac: "macOS",
    windows: "Windows（PowerShell）",
    result: [
      "密封后的文件是 `report.age`。如果要附上其他文件，请在命令里每一处 `report.txt` 后面写上文件名，用空格隔开。",
      "Linux 和 macOS 的命令，我们在 Debian 上用 GNU tar 和 bsdtar（macOS 和 Windows 自带的 tar）运行过。我们没有在 macOS 和 Windows 上试过。",
    ],
    withoutList: "不保存名单：命令里已包含收件人（Linux）",
    withoutListHybrid: "age 1.3 及更新版本：",
    withoutListClassic: "旧版本：",
  },
  handIn: {
    heading: "4. 递交",
    file: "密封的文件",
    fileHint: "请选 `report.age`，绝不要选报告本身。",
    sendFile: "递交文件",
    paste: "或者密封的文本",
    pasteHint:
      "如果无法上传文件：把命令里的 `age` 改成 `age -a`，用文本编辑器打开 `report.age`，从第一个短横到最后一个短横全部复制。",
    pasteOnly: "这里只能递交密封的文本，从 -----BEGIN 到 END-----，要完整。",
    sendPaste: "递交文本",
  },
  after: {
    heading: "5. 之后",
    text: [
      "请删除报告、密封的文件和名单：持有它们可能对您不利。并清空回收站。磁盘上删除的内容有时还能找回来；在 Tails 里，关机后就找不回来了。",
      "Linux 的命令以空格开头，大多数终端因此不会记住它。请关闭终端。在 Tor 浏览器里选“新建身份（New Identity）”。",
      "没有需要保存的编号，也没有人能在这里回复您。如果知道了更多，请再递交一份报告。",
    ],
  },
  back: "返回说明",
  answers: {
    received: {
      heading: "您的报告已送达并已保存。",
      text: [
        "审阅者会取走它，在从不联网的电脑上打开，可能需要几天。没有需要保存的编号，也没有人能在这里回复您。",
        "现在请删除报告、密封的文件和收件人名单：持有它们可能对您不利。然后在 Tor 浏览器里选“新建身份（New Identity）”。",
      ],
    },
    "not-sealed": {
      heading: "这没有密封",
      text: [
        "收到的不是密封的文件，所以服务器从第一个字节起就拒收了，没有保存任何内容。但它确实以可读的形式到达了服务器。如果其中内容可能伤害到您，请当作服务器的管理者可能看到过。",
        "请先密封报告，再递交密封后的文件 `report.age`。",
      ],
    },
    damaged: {
      heading: "密封的文件不完整",
      text: [
        "它在路上被截断或改动了。没有保存任何内容。",
        "请再递交一次。如果您是粘贴的，请从 -----BEGIN 到 END----- 全部复制，或者改用文件。",
      ],
    },
    "not-accepted": {
      heading: "密封的方式不对",
      text: [
        "必须密封给说明中某一份名单上的收件人，不能两份混用，也不能用密码。没有保存任何内容。",
        "请重新保存一份名单，再次密封报告，然后递交。",
      ],
    },
    "too-large": {
      heading: "超过了服务器一次能接收的大小",
      text: ["没有保存任何内容。请少附一些文件，或分成几个密封文件递交。"],
    },
    later: {
      heading: "服务器现在无法接收",
      text: ["还没有保存。请把密封的文件放在安全的地方，过几分钟或几小时再递交。"],
    },
    unclear: {
      heading: "服务器没有看懂这个请求",
      text: ["没有保存任何内容。请重新打开说明，使用其中两个表单之一，递交一个密封的文件。"],
    },
    closed: {
      heading: "现在无法密封",
      text: ["审阅者名单已过期，还没有更新。请不要使用旧名单：必须离开的人可能还在上面。", "请明天再来。"],
    },
    "not-yet": {
      heading: "从 {{opens-zh-Hans}}起，您可以在这里写",
      text: ["在那之前还没有人能读到。请到时再来。"],
    },
  },
};
