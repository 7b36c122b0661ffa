import { element } from "./dom.ts";

export interface FilePickerOptions {
  readonly id: string;
  readonly label: string;
  readonly accept?: string;
  readonly take: (file: File) => void;
}

/** The browser's own file field stays for assistive technology and the keyboard; a label gives it a face. */
export function filePicker({ id, label, accept, take }: FilePickerOptions): HTMLElement[] {
  return filesPicker({ id, label, ...(accept === undefined ? {} : { accept }) }, false, ([file]) => {
    if (file) take(file);
  });
}

export function filesPicker(
  { id, label, accept }: Omit<FilePickerOptions, "take">,
  multiple: boolean,
  take: (files: readonly File[]) => void,
): HTMLElement[] {
  const input = element("input", { type: "file", id, class: "unseen" });
  input.multiple = multiple;
  if (accept !== undefined) input.accept = accept;
  input.addEventListener("change", () => {
    take([...(input.files ?? [])]);
    input.value = "";
  });
  return [input, element("label", { for: id, class: "picker" }, label)];
}
