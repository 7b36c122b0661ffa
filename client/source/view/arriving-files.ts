/** A file that is dropped beside the place for it must not be opened by the browser in place of the page. */
export function withoutStrayDrops(): void {
  for (const type of ["dragenter", "dragover", "drop"])
    window.addEventListener(type, (event) => event.preventDefault());
}

/** Files from the clipboard, such as a picture that was copied. */
export function takePastes(take: (files: readonly File[]) => void): void {
  document.addEventListener("paste", (event) => take([...(event.clipboardData?.files ?? [])]));
}
