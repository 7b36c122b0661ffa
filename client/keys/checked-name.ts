import { label } from "../../crypto/documents/fields.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { PageError } from "./page-error.ts";

/** A name as somebody typed it, without the space at its ends. @throws PageError handle-refused */
export function checkedName(name: string): string {
  try {
    return label.read(name.trim(), "name");
  } catch (error) {
    if (error instanceof CryptoError) throw new PageError("handle-refused");
    throw error;
  }
}
