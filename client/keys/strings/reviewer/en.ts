import type { ReviewerStrings } from "./strings.ts";

export const reviewerEn: ReviewerStrings = {
  menu: {
    heading: "What do you want to do?",
    open: "Open your vault",
    openDoes: "See what it holds, and look after it.",
    restore: "Restore a vault",
    restoreDoes: "From shares of a backup, if your vault is lost or its passphrase forgotten.",
  },
};
