import { label } from "../../crypto/documents/fields.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { TroubleError } from "./trouble.ts";

/** A name as somebody typed it, without the space at its ends. @throws TroubleError handle-refused */
export function checkedName(name: string): string {
  try {
    return label.read(name.trim(), "name");
  } catch (error) {
    if (error instanceof CryptoError) throw new TroubleError("handle-refused");
    throw error;
  }
}
