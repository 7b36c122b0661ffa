import type { VaultStrings } from "./strings.ts";

export const vaultEn: VaultStrings = {
  unlock: {
    heading: "Open your vault",
    choose: "Choose the vault file",
    passphrase: "Passphrase",
    act: "Open",
  },
  holds: {
    heading: "What your vault holds",
    demo: "For trying only. The keys of this instance lie in one folder of a machine.",
    whose: (handle, instance) =>
      instance === undefined ? `The vault of ${handle}.` : `The vault of ${handle}, for “${instance}”.`,
    fingerprint: "The instance’s fingerprint",
    none: "It has no period, so it opens no tip. Add periods, and bring the new card to the stewards.",
    caption: "Which tips it opens, by the time they were sealed (days in UTC)",
    from: "From",
    until: "Until",
    state: "Keys",
    destroyed: "destroyed: these tips stay closed",
    toCome: "to come",
    running: "open tips now",
    over: (day) => `over; open its tips until you destroy them, from ${day} on`,
  },
  passphrase: {
    heading: "Change the passphrase",
    lede: "Copies of the vault that you made before keep the passphrase that they had.",
    act: "Change it",
    save: "Save the vault",
    next: "Put it in the place of the old one, and destroy older copies.",
  },
  shares: {
    heading: "Back up in shares",
    lede: "The vault’s long-lived keys are split among people whom you trust. Some of them together restore it; fewer learn nothing. Keys that open tips are in no backup.",
    many: "How many people get a share",
    needed: "How many of them restore it",
    act: "Make the shares",
    save: (number, of) => `Save share ${number} of ${of}`,
    next: (needed) => `For one person, on a stick of its own. Any ${needed} shares restore the vault.`,
  },
  restore: {
    heading: "Restore from shares",
    lede: "Shares of one backup make a vault again.",
    noPeriods: "It opens no tip until you add periods and bring the new card to the stewards.",
    choose: "Choose the shares",
    hint: "All at once, as many as the backup asks for.",
    act: "Restore",
    save: "Save the vault",
    next: "Keep it where nobody else gets at it. These shares are of it still: keep them, or make new ones.",
    goOn: "Go on with this vault",
  },
};
