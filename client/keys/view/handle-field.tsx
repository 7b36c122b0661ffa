import { TextField, type TextFieldProps, type View } from "../../browser/view/controls.tsx";

export interface HandleFieldProps extends Pick<TextFieldProps, "value" | "take"> {
  readonly words: { readonly handle: string; readonly handleHint: string };
}

/** What somebody is called among those who read. */
export function HandleField({ words, ...field }: HandleFieldProps): View {
  return <TextField id="handle" label={words.handle} hint={words.handleHint} most={64} {...field} />;
}
