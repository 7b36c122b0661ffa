import { TextField, type TextFieldProps, type View } from "../../../browser/view/controls.tsx";

/** Where the server is to be found. */
export function Addresses(field: Omit<TextFieldProps, "id" | "most">): View {
  return <TextField id="addresses" most={1000} {...field} />;
}
