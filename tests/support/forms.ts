import { armor } from "../../crypto/age/armor.ts";
import { collect, concat, utf8 } from "../../crypto/bytes.ts";

export const BOUNDARY = "----geckoformboundary1b7c2d";

/** The Content-Type of a form made here. */
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** A form as browsers send it: with a file's name, a file; without, text. */
export function formOf(
  content: Uint8Array,
  { field = "sealed", fileName }: { field?: string; fileName?: string } = {},
): Uint8Array {
  const file =
    fileName === undefined ? "" : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`;
  return concat(
    utf8(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"${file}\r\n\r\n`),
    content,
    utf8(`\r\n--${BOUNDARY}--\r\n`),
  );
}

/** A binary age file in its text form, with the line ends given: an empty string takes them away. */
export async function armored(file: Uint8Array, lineEnd = "\n"): Promise<Uint8Array> {
  const text = Buffer.from(await collect(armor([file]))).toString("latin1");
  return Buffer.from(text.replaceAll("\n", lineEnd), "latin1");
}
