import type { NoScriptStrings } from "./strings.ts";

export const zhHans: NoScriptStrings = {
  language: "zh-Hans",
  languageName: "简体中文",
  demo: "仅供试用。请不要从这里发送任何真实内容：能打开它的密钥就在同一台机器上。",
  heading: "不用 JavaScript，提交加密内容",
  lede: "关闭 JavaScript 也能使用本页。您用自己电脑上的程序把写好的内容加密，再在这里提交加密文件。只有审阅人能打开它，保存它的服务器打不开。",
  easier: {
    heading: "如果可以，请走更简单的路",
    text: "在 Tor 浏览器里，这个网址的页面可以替您加密。安全级别需要是“较安全（Safer）”或“标准（Standard）”：",
    steps: [
      "请把本页的网址留在手边（不要存进手机）：Tor 浏览器可能需要重新启动。",
      "点击右上角的盾牌图标，再点“设置…（Settings…）”。手机上：点“⋮”，再点“设置（Settings）”。",
      "在“安全级别（Security Level）”里选“较安全（Safer）”。",
    ],
    openPage: "然后重新打开页面",
    otherwise: "如果您有意选了“最安全（Safest）”，或者无法更改，请看下面的步骤，大约需要半小时。",
  },
  before: {
    heading: "开始之前",
    notes: [
      {
        heading: "此刻没有人在值守",
        text: "可能要过几天才有人读到。如果您现在有危险，请先向身边信得过的人求助，或拨打您所在国家当地的紧急电话。不要找中国使领馆；“海外110”不是当地的紧急电话。",
      },
      {
        heading: "输入法可能会泄露您打的字",
        text: "联网的输入法（如搜狗、百度、讯飞、微信输入法，以及华为、小米、OPPO、vivo 手机自带的键盘）可能在加密之前就把您打的字传出去。语音输入、手写输入也一样。先在别处打好再粘贴过来，也没有用。请使用不联网的输入法。",
      },
      {
        heading: "在您删除之前，写的内容就留在这台电脑上",
        text: "请用只有您自己使用和管理的电脑；如果可以，不要用公司或家里的网络。最安全的是 Tails 系统，关机后什么都不会留下。不要用装有微信或其他中国应用的手机或电脑。",
      },
      {
        heading: "不要让别人知道",
        text: "不要用微信、WhatsApp 等聊天软件把本页的网址发给别人。警察可能会上门或打电话找您家乡的家人：不要告诉他们您发送了什么。",
      },
      {
        heading: "这里不会清理文件",
        text: "照片里可能有地点、时间和设备信息，文档里可能有姓名。用这种办法，这些信息不会自动去除。画面上看得见的内容（头像、群名、传唤证上的编号）怎样都还在。Tails 自带清理程序（“Metadata Cleaner”，即 `mat2`）。文件名也会一起送出：请改成普通的名字，例如 `photo-1.jpg`。",
      },
      {
        heading: "这里无法替您核对审阅人是谁",
        text: "启用 JavaScript 时，页面会检查审阅人名单是否由名单负责人签名。在这里，您只能相信服务器给出的名单。请先用两个互不相干的来源核对本页的网址。",
      },
    ],
  },
  write: {
    heading: "1. 写下您的情况",
    text: [
      "把下面的问题复制到纯文本编辑器里（点一下即可全选）。想答的就答，其余删掉，然后存为 `report.txt`，单独放在一个文件夹里。没有哪一项是必填的。只有您才知道的细节，会暴露您是谁；用词的习惯和家乡话也会让人认出来。不要留下电话或微信号：没有人能联系您。",
      "不超过 64,000 字节（约两万个汉字）的内容，加密后大小完全一样，所以大小不会透露任何事情。",
    ],
  },
  template: {
    introduction: [
      "请在方括号里填 x：[x]。不想答的可以不答。",
      "标有 * 的选项，符合的人不多，选了会让人更容易认出您。",
    ],
    kind: "您想说哪方面的事",
    question: (name, hint) => (hint === undefined ? `${name}：` : `${name}（${hint}）：`),
    placeHint: "国家或地区、城市；只有很多人都知道时，才写详细地址",
    dateHint: "写到年或月即可",
    notRecalled: "（转出后无法收回）",
  },
  recipients: {
    heading: "2. 准备程序和审阅人名单",
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
      text: "用今天的计算机，谁也打不开。但如果有人现在存下加密文件，将来又有了大型量子计算机，那时就可能打开。如果您在意这一点，请用更新的 age。",
      save: "保存名单（旧版本）",
    },
    never:
      "把它存为 `recipients.txt`，与 `report.txt` 放在同一个文件夹。只用一份名单，并且用完整的一份。绝不要把两份混在一起：加密的强度取决于最弱的一位收件人，所以服务器拒收混用的文件。",
  },
  seal: {
    heading: "3. 加密",
    text: "在那个文件夹里打开终端，粘贴适合您系统的命令（点一下即可全选）。它会打包您写的内容（不带您的用户名，也不带日期），补齐大小，然后加密。",
    linux: "Tails 和 Linux",
    mac: "macOS",
    windows: "Windows（PowerShell）",
    result: [
      "加密文件是 `report.age`。如果要附上其他文件，请在命令里每一处 `report.txt` 后面写上文件名，用空格隔开。",
      "Linux 和 macOS 的命令，我们在 Debian 上用 GNU tar 和 bsdtar（macOS 和 Windows 自带的 tar）运行过。我们没有在 macOS 和 Windows 上试过。",
    ],
    withoutList: "不保存名单：命令里已包含收件人（Linux）",
    withoutListHybrid: "age 1.3 及更新版本：",
    withoutListClassic: "旧版本：",
  },
  handIn: {
    heading: "4. 提交",
    file: "加密文件",
    fileHint: "请选 `report.age`，绝不要选 `report.txt`。",
    sendFile: "提交文件",
    paste: "或者加密文本",
    pasteHint:
      "如果无法上传文件：把命令里的 `age` 改成 `age -a`，用文本编辑器打开 `report.age`，从第一个“-”到最后一个“-”全部复制。",
    pasteOnly: "这里只能提交加密文本，从 -----BEGIN 到 END-----，要完整。",
    sendPaste: "提交文本",
  },
  after: {
    heading: "5. 之后",
    text: [
      "请删除您写的内容、加密文件和名单，并清空回收站（废纸篓）：留着它们可能对您不利。磁盘上删除的内容有时还能找回来；在 Tails 里，关机后就找不回来了。",
      "Linux 的命令以空格开头，大多数终端因此不会记住它：请关闭终端。Windows 和 macOS 会记住它；下面的办法会让它们忘掉所有命令。在 Windows 上，请运行 `Remove-Item (Get-PSReadLineOption).HistorySavePath`，再关闭 PowerShell。在 macOS 上，请先关闭“终端”的所有窗口并退出“终端”，再删除您个人文件夹里的 `.zsh_history` 和 `.zsh_sessions`（按 Shift-Command-. 就能看到），然后再清空一次废纸篓。",
      "在 Tor 浏览器里选“新建身份（New Identity）”。",
      "没有编号要记，也没有人能在这里答复您。如果您知道了更多情况，再提交一次就行。",
    ],
  },
  letters: {
    heading: "审阅人的回信",
    text: "在这里提交的内容无法得到回信：代号只能由使用 JavaScript 的页面生成，回信也只能在那里查看。要看回信，请把安全级别改为“较安全（Safer）”，再打开那个页面。",
    experts: "供熟悉 age 的人：不用那个页面打开回信",
    steps: [
      "需要 1.3 以上版本的 age、Python 3、您的代号，以及 BIP 39 的英文单词表，保存为 `english.txt`。在本页网址后面加上 `/v1/letters`，把得到的内容保存为 `letters`，放在同一个文件夹里，在那里用 Python 运行下面的程序。它会询问十二个单词，然后把所有回信逐一试着打开。",
      "它不检查签名：凡是能读到您所写内容的人，都可能写出它显示的东西。用完请删除 `slot.age`。",
    ],
  },
  back: "返回说明",
  answers: {
    received: {
      heading: "您写的内容已送达并存好。",
      text: [
        "审阅人会取走它，在从不联网的电脑上打开，可能需要几天。没有编号要记，也没有人能在这里答复您。",
        "现在请删除您写的内容、加密文件和收件人名单，并清空回收站（废纸篓）：留着它们可能对您不利。然后在 Tor 浏览器里选“新建身份（New Identity）”。",
      ],
    },
    "not-sealed": {
      heading: "您提交的内容没有加密",
      text: [
        "收到的不是加密文件，所以服务器从第一个字节起就拒收了，没有保存任何内容。但它确实以可读的形式到达了服务器。如果其中内容可能伤害到您，请当作服务器的管理者可能看到过。",
        "请先加密，再提交加密文件 `report.age`。",
      ],
    },
    damaged: {
      heading: "加密文件不完整",
      text: [
        "它在路上被截断或改动了。没有保存任何内容。",
        "请再提交一次。如果您是粘贴的，请从 -----BEGIN 到 END----- 全部复制，或者改用文件。",
      ],
    },
    "not-accepted": {
      heading: "加密的方式不对",
      text: [
        "必须加密给说明中某一份名单上的收件人，不能两份混用，也不能用密码短语。没有保存任何内容。",
        "请重新保存一份名单，重新加密，然后提交。",
      ],
    },
    "too-large": {
      heading: "超过了服务器一次能接收的大小",
      text: ["没有保存任何内容。请少附一些文件，或分成几个加密文件提交。"],
    },
    later: {
      heading: "服务器现在无法接收",
      text: ["还没有保存。请把加密文件放在安全的地方，过几分钟或几小时再提交。"],
    },
    unclear: {
      heading: "服务器无法识别这次提交",
      text: ["没有保存任何内容。请重新打开说明，使用其中两个表单之一，提交一个加密文件。"],
    },
    closed: {
      heading: "现在无法加密",
      text: [
        "审阅人名单已过期，还没有更新。请不要使用旧名单：已经离开的审阅人可能还在上面。",
        "请明天再来。",
      ],
    },
    "not-yet": {
      heading: "从 {{opens-zh-Hans}}起，您可以在这里写",
      text: ["在那之前还没有人能读到。请到时再来。"],
    },
  },
};
