import { h } from "preact";
import type { View } from "../../browser/view/view.ts";

/** The words of a fingerprint, numbered, to be read aloud and compared: three in a row. */
export function Words({
  fingerprint,
  label,
}: {
  readonly fingerprint: string;
  readonly label: string;
}): View {
  return h(
    "div",
    { class: "words" },
    h("h2", {}, label),
    h(
      "ol",
      { lang: "en" },
      fingerprint.split(" ").map((word, i) => h("li", { key: `${i} ${word}` }, word)),
    ),
  );
}
