import type { ReviewerStrings } from "./strings.ts";

export const reviewerEn: ReviewerStrings = {
  menu: {
    heading: "What do you want to do?",
    enrol: "Make your vault",
    enrolDoes: "You are new: make your keys, and a card of them for the stewards.",
    open: "Open your vault",
    openDoes: "See what it holds, and look after it.",
    restore: "Restore a vault",
    restoreDoes: "From shares of a backup, if your vault is lost or its passphrase forgotten.",
  },
  ways: {
    card: {
      label: "Card again",
      does: "For the stewards: the card of all periods that the vault holds, or of those since a gap between them.",
    },
    renew: { label: "Add periods", does: "When the last ones are near their end: new keys, and a new card." },
    destroy: {
      label: "Destroy old keys",
      does: "Of periods long over, so that nobody can ever open their tips with this vault.",
    },
    follow: { label: "Follow a move", does: "When stewards have changed, and with them the anchor." },
    passphrase: { label: "Change the passphrase", does: "For the vault as it is saved from then on." },
    shares: { label: "Back up in shares", does: "For people whom you trust, who together restore it." },
  },
  enrol: {
    heading: "Make your vault and card",
    lede: "The vault holds your keys and stays with you, offline. The card holds their public halves: you bring it to the stewards.",
    handle: "What reviewers and stewards call you",
    handleHint: "Nobody else sees it. Not your name, if it needn’t be.",
    languages: "Languages that you read",
    act: "Make vault and card",
  },
  made: {
    heading: "Save what was made",
    saveVault: "Save the vault",
    vaultNext:
      "Keep it on this machine or on a stick of its own, in the place of an older one. Keys that you destroy later live on in every copy: keep count of copies.",
    saveCard: "Save the card",
    cardNext: "Bring it to the stewards. It holds nothing secret, but it says who you are to them.",
    cardWords: "The card’s fingerprint",
    compareCard: "Read these words to the stewards in person: they must see the same ones.",
    onward: "Done: to the vault",
  },
  renew: {
    heading: "Add periods",
    lede: "The vault gets keys for further months, and you get a card of these to bring to the stewards, like the first one.",
    act: "Add them",
  },
  destroy: {
    heading: "Destroy old keys",
    lede: "Keys of a period are kept for 45 days after its end, and may then be destroyed. What time it is, a bundle tells, and never a clock: choose the newest one that your courier brought.",
    choose: "Choose a bundle or a roster",
    witnessed: (day) => `The stewards last called its roster current on ${day}.`,
    nothing: "Nothing is due yet: no period had been over for 45 days by then.",
    ahead:
      "This machine’s clock is before that. Find out which of the two is right before you destroy anything.",
    goes: "To be destroyed are the keys of:",
    span: (from, until) => `${from} until ${until}`,
    agree: "I know that nobody can open tips of these periods with this vault any more.",
    act: "Destroy them",
  },
  follow: {
    heading: "Follow a move",
    lede: "When stewards change, those before sign a move to a new anchor. The vault keeps the old one beside it.",
    choose: "Choose the moves, or line.json",
    hint: "All moves since your vault was made, together.",
    fingerprint: "The new anchor’s fingerprint",
    compared: "I have compared these words with a steward, in person or by voice, and they are the same.",
    act: "Follow it",
  },
};
