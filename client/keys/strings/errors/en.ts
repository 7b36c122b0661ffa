import { ceremonyEn } from "../ceremony/en.ts";
import type { Strings } from "../strings.ts";

export const errorsEn: Strings["errors"] = {
  ...ceremonyEn,
  "vault-malformed": "A vault is due here. Choose the newest copy of your vault that you kept.",
  "vault-of-steward": "This is a steward’s vault. Choose the one that you have as a reviewer.",
  "vault-of-reviewer": "This is a reviewer’s vault. Choose the one that you have as a steward.",
  "periods-full": "A vault holds 36 periods at most. Destroy those that are over, or choose fewer.",
  "periods-overlap":
    "These periods begin before the last one of the vault ends. Begin where it ends, or later.",
  "share-malformed": "A share of a backup is due here, undamaged. Choose another one.",
  "share-repeated": "The same share was chosen twice. Each counts once: choose others beside it.",
  "shares-foreign": "These shares are of different backups. Choose shares of one and the same.",
  "shares-too-few": "These are too few shares. Choose all together as many as the backup asks for.",
  "shares-damaged": "These shares don’t fit together: one of them is damaged. Try others.",
  "file-unreadable": "The file can’t be read any more. Put the stick back in, and choose the file again.",
  "file-too-large": "This file is far too large for what is due here. Choose another one.",
  "wrong-passphrase":
    "The passphrase doesn’t open this vault. Type it again; a lost one can’t be recovered, so bring the shares of your backup together.",
  "passphrase-work": "This file asks for more work than a vault ever does. Choose your vault.",
  "passphrase-short":
    "The passphrase is too short. Take 12 characters or more, best six words drawn by dice.",
  "no-vault-open": "No vault is open any more. Go back, and open it again.",
  "page-broken": "The page itself failed. Close the tab, open the file again, and choose your newest vault.",
  "not-an-anchor":
    "An instance’s anchor is due here. Choose anchor.json, or line.json if the instance has moved.",
  "not-a-move": "A signed move of an anchor is due here. Choose the file that the stewards gave you.",
  "move-elsewhere":
    "This move doesn’t lead on from your vault’s anchor, or too few stewards signed it. Ask them for all moves since your vault was made, and choose them together.",
  "anchors-two": "Only one anchor is due here, with any moves beside it. Leave the others out.",
  "no-period": "This vault has no period whose keys are kept, so there is no card of it. Add periods first.",
  "not-a-witness": "A roster or a bundle is due here. Choose the newest bundle that your courier brought.",
  "witness-foreign":
    "No roster in this file is of your vault’s instance and signed. Choose another bundle, or a newer one.",
  "witness-moved":
    "The instance has moved away from your vault’s anchor. Let the vault follow first, then do this again.",
  "not-a-courier-key": "A courier’s key is due here. Choose the file courier.key.",
  "address-refused":
    "That is no address for couriers: 56 letters and digits with .onion at the end are due. Copy it from what the operator sent.",
  "handle-refused": "This name can’t be used: take 1 to 64 characters, with no space at its ends.",
};
