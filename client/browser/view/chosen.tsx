import type { View } from "./controls.tsx";
import { FilePicker, type FilePickerProps } from "./file-picker.tsx";

export interface ChosenProps extends FilePickerProps {
  readonly chosen: readonly File[];
  readonly hint?: string;
}

/** Files to choose, and the names of those that are chosen. */
export function Chosen({ chosen, hint, ...picker }: ChosenProps): View {
  return (
    <div class="field">
      <FilePicker {...picker} />
      <span class="chosen">{chosen.map(({ name }) => name).join(", ")}</span>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
    </div>
  );
}
