import { FORGETFUL, type View } from "./controls.tsx";

export interface FilePickerProps {
  readonly id: string;
  readonly label: string;
  readonly many?: boolean;
  readonly take: (files: readonly File[]) => void;
}

/** A button that chooses files. */
export function FilePicker({ id, label, many = false, take }: FilePickerProps): View {
  return (
    <span class="pick">
      <input
        {...FORGETFUL}
        id={id}
        class="unseen"
        type="file"
        multiple={many}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file can be chosen again, and the browser keeps no path of it in the field.
          currentTarget.value = "";
          if (files.length > 0) take(files);
        }}
      />
      <label for={id} class="picker">
        {label}
      </label>
    </span>
  );
}
