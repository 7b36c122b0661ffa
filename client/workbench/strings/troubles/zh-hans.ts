import type { Strings } from "../strings.ts";

export const troublesZhHans: Strings["troubles"] = {
  "wrong-passphrase": "密语打不开这个保险库。请重新输入；遗忘的密语无法找回，请把备份的各份合在一起。",
  "vault-malformed": "这不是保险库，或已被改动。请选择您保留的最新副本。",
  "vault-of-steward": "这是管事的保险库。请选择您作为审阅者的那一个。",
  "passphrase-work": "这个文件要求的运算量超过任何保险库。请选择您的保险库。",
  "not-a-bundle": "这不是文件包。请选择信使制作的文件。",
  "bundle-damaged": "文件包被截断或改动过。之前的内容已显示；请从信使的机器上重新完整复制。",
  "bundle-foreign": "这个文件包属于另一个实例，没有打开其中任何内容。请向信使索取您的那一个。",
  "manifest-refused": "文件包的清单不是信使应有的签署方式。请重新复制，或询问信使。",
  "list-refused": "文件包的列表不是信使签署的那一份。请重新复制文件包。",
  "documents-refused": "文件包中的公开文件不是信使签署的那些。请重新复制文件包。",
  "casebook-damaged": "案卷被截断或改动过。请用另一份副本；这里已有的内容仍在。",
  "casebook-foreign": "这份案卷属于另一个实例。请把两者分开。",
  "envelope-missing": "文件包列出了它，里面却没有。请向信使索取另一个文件包。",
  "envelope-extra": "文件包里有它，列表上却没有，因此没有打开。请询问信使。",
  "envelope-changed": "它不是文件包列表所指的信封。请重新复制文件包，或询问信使。",
  "not-for-us":
    "您的保险库里没有密钥能打开它。它可能属于您已销毁的时期，或属于其他审阅者；请问问他们。如果它是您加入之前的案卷，请一位同事打开后重新保存一份。",
  "not-sealed": "它没有用 age 密封。请放到一边；任何人都不应递交未密封的文字。",
  "changed-after-sealing": "它在密封后被改动，或在途中损坏。请重新复制；若仍如此，请不要相信它。",
  "cut-short": "它结束得太早。请重新完整复制。",
  damaged: "它不符合密封文件的规则。请重新复制；若仍如此，请放到一边。",
  "contents-refused":
    "它已打开，但其内容的打包方式在此解开并不安全。请对它使用“nightjar open --as-one-file”。",
  "program-stumbled":
    "审阅台处理它时出了错，其余的都已照常打开。它可能是有人故意做成这样的：请单独存放，并交给替您维护 Nightjar 的人看看。",
  "file-unreadable": "文件已无法读取。请重新插上 U 盘，再选择该文件。",
  "casebook-not-saved":
    "这不是刚才保存的案卷，或者不完整：磁盘可能已满。请换一个磁盘再保存一次，并核对那个文件。",
  "export-outdated": "您查看之后案卷有了变动。没有写出任何内容，请重新查看将要送出的内容。",
  "export-refused": "没有写出任何内容：没有可以送出的内容，或数量太少，统计会暴露个别案例。",
  "export-unverified": "没有写出任何内容：案卷中有无法核实的记录。请在“导出”一页查看是哪些，以及如何处理。",
  "worker-broken": "审阅台自身出了故障。请保存案卷，关闭标签页，再重新打开审阅台。",
};
