import type { Fate } from "../../../casebook/letter-fate.ts";
import type { App } from "../../app.ts";
import { whoIs } from "../../review/who.ts";
import type { ShownLetter } from "../../worker/casebook-messages.ts";

/** What a letter says: of a coded one, what its reader is told. */
export function letterWords(app: App, { code, text }: ShownLetter["letter"]): string {
  return code === "text" ? text : app.strings.letters.codes[code][1];
}

/** Who signed a letter; of one that isn't sound, who put it here. */
export function signersOf(app: App, { signers, by }: Pick<ShownLetter, "signers" | "by">): string {
  const names = (signers.length > 0 ? signers : [by]).map((key) => whoIs(app, key));
  return new Intl.ListFormat(app.strings.language).format(names);
}

export function fateWords(app: App, fate: Fate): string {
  const { fates: words } = app.strings.letters;
  switch (fate.kind) {
    case "in-no-bag":
      return words.inNoBag;
    case "not-seen":
      return words.notSeen(fate.made);
    case "seen":
      return words.seen(fate.since);
    case "expired":
      return words.expired(fate.last);
  }
}
