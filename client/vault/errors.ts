import { codedError } from "../../crypto/coded-error.ts";

const SENTENCES = {
  "vault-malformed": "This is not a vault, or one that was changed: take the newest copy that was kept.",
  "vault-of-steward": "This is a steward's vault: a reviewer's is due here.",
  "vault-of-reviewer": "This is a reviewer's vault: a steward's is due here.",
  "periods-full": "A vault holds 36 periods at most: destroy those that are over, or ask for fewer.",
  "periods-overlap": "These periods begin before the vault's last one ends: begin where it ends, or later.",
  "share-malformed": "This is not a share of a backup, or a damaged one: use another one.",
  "share-repeated": "The same share was given twice: each counts once.",
  "shares-foreign": "These shares belong to different backups: use shares of one and the same.",
  "shares-too-few": "These are too few shares: bring more of the same backup together.",
  "shares-damaged": "These shares don't fit together: one of them is damaged, so try others.",
} as const;

export type VaultErrorCode = keyof typeof SENTENCES;

/** The one error of the vault's own layer. */
export class VaultError extends codedError("VaultError", SENTENCES) {}
