/** The lines of the list of keys, in their order. */
export const KEY_LINES = [
  "move",
  "page",
  "open",
  "close",
  "search",
  "filters",
  "select",
  "section",
  "keep",
  "aside",
  "undo",
  "source",
  "information",
  "mine",
  "status",
  "priority",
  "verification",
  "tlp",
  "pap",
  "assigned",
  "label",
  "note",
  "save",
  "keys",
] as const;

export type KeyLine = (typeof KEY_LINES)[number];

/** What is said of filters, of those that are saved, and of keys. */
export interface LookingStrings {
  readonly priority: string;
  readonly method: string;
  /** Above the methods that follow from the report's choices. */
  readonly methodsHere: string;
  readonly source: string;
  readonly information: string;
  readonly verification: string;
  readonly tlp: string;
  readonly pap: string;
  readonly assigned: string;
  readonly nobody: string;
  readonly mark: string;
  readonly place: string;
  readonly places: Readonly<Record<"chosen" | "open", string>>;
  readonly from: string;
  readonly to: string;
  readonly onlyFiles: string;
  /** While texts that came in can't be found yet. */
  readonly unsearched: (count: number) => string;
  readonly saved: string;
  readonly savedWhy: string;
  readonly noneSaved: string;
  readonly name: string;
  readonly keep: string;
  readonly remove: (name: string) => string;
  readonly save: string;
  /** In a name that any disk takes. */
  readonly fileName: (day: string) => string;
  readonly keys: {
    readonly show: string;
    readonly heading: string;
    readonly hint: string;
    readonly key: string;
    readonly does: string;
    readonly close: string;
    readonly lines: Readonly<Record<KeyLine, string>>;
  };
}
