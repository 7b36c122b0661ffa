/** What is said to a reviewer. */
export interface ReviewerStrings {
  readonly menu: {
    readonly heading: string;
    readonly open: string;
    readonly openDoes: string;
    readonly restore: string;
    readonly restoreDoes: string;
  };
}
