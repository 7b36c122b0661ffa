import { TextField, type View } from "../../browser/view/controls.tsx";

export interface HandleFieldProps {
  readonly words: { readonly handle: string; readonly handleHint: string };
  readonly value: string;
  readonly take: (value: string) => void;
}

/** What somebody is called among those who read. */
export function HandleField({ words, ...field }: HandleFieldProps): View {
  return <TextField id="handle" label={words.handle} hint={words.handleHint} most={64} {...field} />;
}
