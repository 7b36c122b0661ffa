/** As `client/workbench/places` has it. */
type Precision = "finer" | "city" | "vague";

/** What is said of places and times. Names of places are GeoNames', of countries CLDR's. */
export interface PlacesStrings {
  readonly heading: string;
  readonly of: string;
  readonly ofWhich: Readonly<Record<"all" | "queue", string>>;
  readonly opening: string;
  readonly map: string;
  readonly mapKeys: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly west: string;
  readonly north: string;
  readonly south: string;
  readonly east: string;
  readonly wholeWorld: string;
  readonly inCountry: (place: string, country: string) => string;
  /** A country of which nothing finer was chosen. */
  readonly countryOnly: (country: string) => string;
  /** What a mark is, for who can't see it; also what the queue is then said to show. */
  readonly mark: (place: string, tips: number) => string;
  readonly marks: (places: number, first: string, tips: number) => string;
  readonly about: (place: string) => string;
  readonly aboutMany: (places: number, first: string) => string;
  readonly waiting: (tips: number) => string;
  readonly saidWaiting: string;
  readonly nowhere: (tips: number) => string;
  readonly saidNowhere: string;
  readonly legend: Readonly<Record<Precision | "country", string>>;
  readonly lines: string;
  readonly credit: string;
  readonly table: string;
  readonly caption: string;
  readonly place: string;
  readonly tips: string;
  readonly precision: Readonly<Record<Precision, string>>;
  readonly unfold: (country: string) => string;
  readonly count: (tips: number) => string;
  readonly time: TimeStrings;
  readonly choosing: ChoosingStrings;
}

export interface TimeStrings {
  readonly heading: string;
  readonly when: string;
  readonly whens: Readonly<Record<"told" | "came", string>>;
  readonly unit: string;
  readonly units: Readonly<Record<"year" | "month" | "day", string>>;
  readonly from: string;
  readonly to: string;
  readonly none: string;
  readonly bars: string;
  readonly bar: (name: string, surely: number, perhaps: number, going: number) => string;
  readonly surely: string;
  readonly perhaps: string;
  readonly going: string;
  readonly time: string;
  readonly caption: string;
  readonly table: string;
  readonly rows: string;
  readonly goesOn: string;
  readonly said: Readonly<Record<"told" | "came", (name: string) => string>>;
  readonly between: (from: string, to: string) => string;
  readonly showAll: (tips: number) => string;
  readonly undated: (tips: number) => string;
}

export interface ChoosingStrings {
  readonly heading: Readonly<Record<"station" | "pressure" | "other", string>>;
  readonly why: string;
  readonly chosen: string;
  readonly takeBack: string;
  readonly taken: string;
  readonly candidates: string;
  readonly nothing: string;
  readonly search: string;
  readonly found: (places: number) => string;
  readonly people: (people: string) => string;
  readonly near: (city: string, kilometres: number) => string;
}
