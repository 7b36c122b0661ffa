/** What is said of stations and incidents. */
export interface StationStrings {
  readonly heading: string;
  readonly lede: string;
  readonly none: string;
  readonly searchHint: string;
  readonly count: (shown: number, all: number) => string;
  readonly nothing: string;
  readonly order: string;
  readonly orders: Readonly<Record<"title" | "country" | "verification" | "tips", string>>;
  readonly sorts: Readonly<Record<"station" | "incident", string>>;
  readonly title: string;
  readonly sort: string;
  readonly country: string;
  readonly premises: string;
  readonly verification: string;
  readonly summary: string;
  readonly tips: string;
  readonly noCountry: string;
  readonly differing: string;
  readonly back: string;
  readonly edit: string;
  readonly save: string;
  readonly changed: string;
  /** Under which names a station was seen. */
  readonly names: string;
  readonly startEditing: string;
  readonly stopEditing: string;
  readonly supporting: string;
  readonly noTips: string;
  readonly byStatus: string;
  readonly differ: string;
  readonly showTips: (count: number) => string;
  /** What the queue says of the tips that it was narrowed to. */
  readonly among: (title: string) => string;
  readonly remove: string;
  readonly removeWhat: (tip: string) => string;
}
