import { Choice, type ChoiceProps, type View } from "../../browser/view/controls.tsx";

export interface CountProps extends Pick<ChoiceProps<string>, "id" | "label"> {
  readonly value: number;
  readonly counts: readonly number[];
  readonly text?: (count: number) => string;
  readonly choose: (count: number) => void;
}

/** One of several numbers. */
export function Count({ value, counts, text = String, choose, ...about }: CountProps): View {
  const options = counts.map((count) => ({ value: String(count), text: text(count) }));
  return (
    <Choice {...about} value={String(value)} options={options} choose={(chosen) => choose(Number(chosen))} />
  );
}

/** All whole numbers of a range. */
export function countsFrom(least: number, most: number): number[] {
  return Array.from({ length: most - least + 1 }, (_, i) => least + i);
}
