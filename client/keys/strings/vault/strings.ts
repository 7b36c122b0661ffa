/** What is said about a vault, whoever's it is. */
export interface VaultStrings {
  readonly unlock: {
    readonly heading: string;
    readonly choose: string;
    readonly passphrase: string;
    readonly act: string;
  };
  readonly holds: {
    readonly heading: string;
    readonly demo: string;
    readonly whose: (handle: string, instance: string | undefined) => string;
    readonly fingerprint: string;
    readonly none: string;
    readonly caption: string;
    readonly from: string;
    readonly until: string;
    readonly state: string;
    readonly destroyed: string;
    readonly toCome: string;
    readonly running: string;
    /** @param day the first on which its keys may be destroyed */
    readonly over: (day: string) => string;
  };
  readonly passphrase: {
    readonly heading: string;
    readonly lede: string;
    readonly act: string;
    readonly save: string;
    readonly next: string;
  };
  readonly shares: {
    readonly heading: string;
    readonly lede: string;
    readonly many: string;
    readonly needed: string;
    readonly act: string;
    readonly save: (number: number, of: number) => string;
    /** @param needed how many of the shares restore it */
    readonly next: (needed: number) => string;
  };
  readonly restore: {
    readonly heading: string;
    readonly lede: string;
    /** Of a reviewer's. */
    readonly noPeriods: string;
    readonly choose: string;
    readonly hint: string;
    readonly act: string;
    readonly save: string;
    readonly next: string;
    readonly goOn: string;
  };
}
