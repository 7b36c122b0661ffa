/** The text of the script that this is, in a page; to be imported by what runs first, as a browser tells it only then. */
export const OWN_TEXT: string =
  typeof document === "object" ? (document.currentScript?.textContent ?? "") : "";
