/** What is said of publications of counts, and of setting one aside. */
export interface PublicationStrings {
  readonly heading: (count: number) => string;
  readonly lede: string;
  readonly what: string;
  readonly counted: (count: number, way: string) => string;
  readonly disowned: (who: string, day: string, why: string) => string;
  readonly disown: string;
  readonly disownWarning: string;
  readonly disownWhy: string;
  readonly disownDo: string;
}
