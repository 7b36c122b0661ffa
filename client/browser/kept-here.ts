/** A spelling checker may send the text away, and a browser may keep it: both are told not to. */
export const KEPT_HERE = {
  dir: "auto",
  autocomplete: "off",
  autocapitalize: "off",
  autocorrect: "off",
  spellcheck: "false",
  writingsuggestions: "false",
  translate: "no",
  "data-gramm": "false",
} as const;
