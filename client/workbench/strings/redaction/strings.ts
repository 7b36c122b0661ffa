/** What is said of redaction. */
export interface RedactionStrings {
  readonly heading: string;
  readonly lede: string;
  readonly notKept: string;
  readonly notAsKept: string;
  readonly selection: string;
  readonly nothingSelected: string;
  readonly words: string;
  readonly wordsHint: string;
  readonly found: (count: number) => string;
  readonly firstOnly: (count: number) => string;
  readonly why: string;
  readonly redact: (count: number) => string;
  readonly cancel: string;
  readonly marks: (count: number) => string;
  readonly takeBack: string;
  readonly takeBackOf: (words: string) => string;
  readonly asItLeaves: string;
  readonly asItLeavesHint: string;
}
