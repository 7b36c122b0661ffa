/** What is said to a courier. */
export interface CourierStrings {
  readonly menu: {
    readonly heading: string;
    readonly make: string;
    readonly makeDoes: string;
    readonly pack: string;
    readonly packDoes: string;
    readonly onion: string;
    readonly onionDoes: string;
  };
  readonly where: { readonly addresses: string; readonly hint: string };
  readonly make: {
    readonly heading: string;
    readonly lede: string;
    readonly handle: string;
    readonly handleHint: string;
    readonly addressesHint: string;
    readonly act: string;
    /** With an address. */
    readonly actPacked: string;
  };
  readonly pack: {
    readonly heading: string;
    readonly lede: string;
    readonly chooseKey: string;
    readonly act: string;
  };
  readonly onion: {
    readonly heading: string;
    readonly lede: string;
    readonly hint: string;
    readonly act: string;
  };
  readonly made: {
    readonly heading: string;
    readonly savePack: string;
    readonly packNext: string;
    readonly saveKey: string;
    readonly keyNext: string;
    readonly saveAuth: string;
    readonly authNext: string;
    readonly savePrivate: string;
    readonly privateNext: string;
    readonly saveCard: string;
    readonly cardNext: string;
    readonly cardWords: string;
    readonly compareCard: string;
    readonly onward: string;
  };
}
