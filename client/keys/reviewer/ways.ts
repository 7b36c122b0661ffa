/** What a reviewer does with a vault that is open, beside having its card again. */
export const WAYS = ["renew", "destroy", "follow", "passphrase", "shares"] as const;

export type Within = (typeof WAYS)[number];
