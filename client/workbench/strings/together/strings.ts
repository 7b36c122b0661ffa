import type { ReviewingCode } from "../../../report/vocabulary/reviewing/codes.ts";

/** What is said of tips that belong together, or that say nearly the same. */
export interface TogetherStrings {
  readonly heading: string;
  readonly links: string;
  readonly noLinks: string;
  /** Before the other tip's name, as seen from this one. */
  readonly senses: Readonly<Record<ReviewingCode<"link"> | "follows" | "has_part", string>>;
  readonly linkTo: string;
  readonly how: string;
  readonly link: string;
  readonly keepAndLink: string;
  readonly takeBack: string;
  readonly takeBackWhat: (what: string) => string;
  readonly saidBy: (who: string, day: string) => string;
  /** A tip that is neither opened nor in a casebook here. */
  readonly elsewhere: (name: string) => string;
  readonly nothingCalled: string;
  readonly supports: string;
  readonly noSupports: string;
  readonly addTo: string;
  readonly noneCalled: string;
  readonly newStation: string;
  readonly newIncident: string;
  readonly title: string;
  readonly make: string;
  readonly keepAndMake: string;
  readonly cancel: string;
  readonly suggestions: string;
  readonly suggestionsWhy: string;
  readonly comparing: (done: number, all: number) => string;
  readonly looking: string;
  readonly nothingFound: string;
  readonly whys: {
    readonly similar_text: (percent: number) => string;
    readonly same_place: (place: string) => string;
    readonly near_place: (kilometres: number, place: string) => string;
    readonly same_name: (name: string) => string;
    readonly same_file: (start: string) => string;
  };
  readonly dismiss: string;
  readonly dismissWhat: (other: string) => string;
  readonly more: (count: number) => string;
  readonly alike: (count: number) => string;
  readonly foldIs: (count: number) => string;
  readonly foldOwn: (count: number) => string;
  readonly foldDanger: (count: number) => string;
  readonly foldKept: (count: number) => string;
  readonly unfold: string;
  readonly fold: string;
  readonly setAside: string;
  readonly setAllAside: (count: number, own: number) => string;
  readonly isAside: string;
  readonly toQueue: string;
  readonly aside: (count: number) => string;
  readonly asideNow: (count: number) => string;
  readonly showAside: string;
  readonly showQueue: string;
  readonly undo: string;
  readonly shut: string;
  readonly shutWhy: (reason: string) => string;
}
