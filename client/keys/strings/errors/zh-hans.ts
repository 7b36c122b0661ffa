import { ceremonyZhHans } from "../ceremony/zh-hans.ts";
import type { Strings } from "../strings.ts";

export const errorsZhHans: Strings["errors"] = {
  ...ceremonyZhHans,
  "vault-malformed": "这里需要保险库。请选择您保留的最新副本。",
  "vault-of-steward": "这是名单负责人的保险库。请选择您作为审阅人的那一个。",
  "vault-of-reviewer": "这是审阅人的保险库。请选择您作为名单负责人的那一个。",
  "periods-full": "一个保险库最多容纳 36 个时期。请销毁已结束的，或少选几个。",
  "periods-overlap": "这些时期在保险库最后一个时期结束之前就开始了。请从它结束时或更晚开始。",
  "share-malformed": "这里需要一份完好的备份。请选择另一份。",
  "share-repeated": "同一份备份选了两次，只算一份。请再选择其他的。",
  "shares-foreign": "这些备份不是同一次制作的。请选择同一次的各份。",
  "shares-too-few": "份数太少。请一次选齐备份要求的份数。",
  "shares-damaged": "这些备份合不起来：其中一份已损坏。请换其他的试试。",
  "file-unreadable": "文件已无法读取。请重新插上 U 盘，再选择该文件。",
  "file-too-large": "这个文件太大，不会是这里需要的。请选择另一个。",
  "wrong-passphrase": "密码短语打不开这个保险库。请重新输入；遗忘的密码短语无法找回，请把各份备份凑齐。",
  "passphrase-work": "这个文件要求的运算量超过任何保险库。请选择您的保险库。",
  "passphrase-short": "密码短语太短。至少 12 个字符，最好是用骰子抽出的六个词。",
  "no-vault-open": "保险库已关上。请返回，重新打开它。",
  "page-broken": "页面自身出了故障。请关闭标签页，重新打开这个文件，再选择您最新的保险库。",
  "not-an-anchor": "这里需要信箱的信任起点。请选择 anchor.json；如果信任起点换过，请选择 line.json。",
  "not-a-move": "这里需要已签署的信任起点更换文件。请选择名单负责人给您的那个文件。",
  "move-elsewhere":
    "这次更换不是从您保险库的信任起点开始的，或者签署的名单负责人不够。请向他们索取保险库制作以来的全部更换文件，一起选择。",
  "anchors-two": "这里只需要一个信任起点，可以连同更换文件。请去掉其余的。",
  "no-period": "这个保险库没有留着密钥的时期，因此没有名片。请先添加时期。",
  "not-a-witness": "这里需要审阅人名单或文件包。请选择信使带来的最新文件包。",
  "witness-foreign": "这个文件里没有您保险库所属信箱的、已签署的名单。请选择另一个文件包，或更新的一个。",
  "witness-moved": "本信箱已换了信任起点，不再是您保险库里的那一个。请先让保险库跟上，再做这一步。",
  "not-a-courier-key": "这里需要信使的密钥。请选择 courier.key 这个文件。",
  "address-refused":
    "这不是给信使用的网址：应该是 56 个字母和数字，以 .onion 结尾。请从维护人发来的内容里复制。",
  "handle-refused": "这个称呼不能用：请用 1 到 64 个字符，首尾没有空格。",
};
