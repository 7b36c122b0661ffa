/** How long the browser may take to begin saving, in milliseconds. */
const GRACE = 60_000;

/** Has the browser save a file under a name. */
export function offerFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), GRACE);
}
