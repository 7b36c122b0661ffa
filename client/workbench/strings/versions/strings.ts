/** What is said where a tip was kept in versions that differ. */
export interface VersionStrings {
  readonly heading: string;
  readonly several: string;
  readonly otherwise: string;
  readonly compared: string;
  readonly notCompared: string;
  readonly version: (number: number) => string;
  readonly isTrue: string;
  readonly isNot: string;
  readonly choose: (number: number) => string;
  readonly keepAsCame: string;
}
