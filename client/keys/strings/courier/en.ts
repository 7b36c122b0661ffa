import type { CourierStrings } from "./strings.ts";

export const courierEn: CourierStrings = {
  menu: {
    heading: "What do you want to do?",
    make: "Make your key and card",
    makeDoes: "You are new, or what you had was lost: then the operator revokes the old key first.",
    pack: "Pack your key",
    packDoes: "You have a key, and now the server has an address, or another one.",
    onion: "Make a key for the onion",
    onionDoes: "Tor’s own key: without it nobody sees that the couriers’ address is there.",
  },
  where: {
    addresses: "The server’s address for couriers",
    hint: "56 letters and digits with .onion at the end, from the operator. Several, if there are several servers.",
  },
  make: {
    heading: "Make your key and card",
    lede: "With the key you fetch sealed tips, which it can’t open. The card holds its public half: you bring it to the stewards. Who steals the key can fetch in your name until the stewards leave it out.",
    handle: "What reviewers and stewards call you",
    handleHint: "Nobody else sees it. Not your name, if it needn’t be.",
    addressesHint:
      "From the operator: 56 letters and digits with .onion at the end. If there is none yet, leave it empty, and pack your key later.",
    act: "Make key and card",
    actPacked: "Make pack and card",
  },
  pack: {
    heading: "Pack your key",
    lede: "The pack is one file with your key, the anchor and the address, sealed by a passphrase. You open it in courier.html.",
    chooseKey: "Choose your key (courier.key)",
    act: "Make the pack",
  },
  onion: {
    heading: "Make a key for the onion",
    lede: "The couriers’ address answers only to whom the operator has let in, by a key of Tor’s. It isn’t the key that you fetch with: you need both.",
    hint: "56 letters and digits with .onion at the end, from the operator.",
    act: "Make the key",
  },
  made: {
    heading: "Save what was made",
    savePack: "Save the pack",
    packNext:
      "Take it to the machine that fetches, and open it there in courier.html. Without its passphrase it tells nothing.",
    saveKey: "Save the key",
    keyNext:
      "It has no passphrase: keep it on a stick of its own, and destroy it once it is packed. A machine that fetches by itself needs it as it is.",
    saveAuth: "Save the public half",
    authNext: "For the operator, who lets it in. It is nothing secret.",
    savePrivate: "Save the secret half",
    privateNext:
      "For the machine that fetches. When Tor Browser asks for the key of this address, open the file as text: the key is what stands after the last colon.",
    saveCard: "Save the card",
    cardNext: "Bring it to the stewards. It holds nothing secret, but it says who you are to them.",
    cardWords: "The card’s fingerprint",
    compareCard: "Read these words to the stewards in person: they must see the same ones.",
    onward: "Done",
  },
};
