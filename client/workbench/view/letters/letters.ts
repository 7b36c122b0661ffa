import { h } from "preact";
import type { ShownLetter } from "../../worker/letter-messages.ts";
import { Listed } from "../leaving/listed.ts";
import type { AppProps, View } from "../view.ts";
import { DraftsIn } from "./drafts.ts";
import { Mailbag } from "./mailbag.ts";
import { fateWords, signersOf } from "./words.ts";

/** All that goes to sources: drafts that wait for somebody, the next mailbag, and what became of each letter. */
export function LettersSection({ app }: AppProps): View {
  const { letters: words } = app.strings;
  return h(
    "main",
    { class: "sheet letters-sheet" },
    h("h1", {}, words.heading),
    h("p", { class: "hint lede" }, words.lede),
    h(DraftsIn, { app }),
    h(Mailbag, { app }),
    h(AllLetters, { app }),
  );
}

function AllLetters({ app }: AppProps): View {
  const { letters: words } = app.strings;
  const { letters } = app.casebook;
  return h(
    "section",
    { "aria-labelledby": "all-letters" },
    h("h2", { id: "all-letters" }, words.all),
    letters.length === 0
      ? h("p", { class: "hint" }, words.none)
      : [
          h("p", { class: "hint", key: "pools" }, words.pools),
          h(Listed<ShownLetter>, {
            key: "listed",
            app,
            columns: words.columns,
            all: letters.toReversed(),
            line: (letter) => h(Line, { key: letter.name, app, letter }),
          }),
        ],
  );
}

interface LineProps extends AppProps {
  readonly letter: ShownLetter;
}

function Line({ app, letter }: LineProps): View {
  const { letters: words } = app.strings;
  const { code, number, on } = letter.letter;
  const tip = app.letters.tipOf(letter);
  const row = app.queue.rowOf(tip);
  const open = () => {
    app.goTo("tips");
    app.queue.openTip(tip);
  };
  return h(
    "tr",
    {},
    h(
      "td",
      {},
      row
        ? h("button", { type: "button", class: "plain", onClick: open }, row.designation)
        : words.tipElsewhere,
    ),
    h("td", {}, `${number} · ${on} · ${code === "text" ? words.text : words.codes[code][0]}`),
    h("td", {}, signersOf(app, letter)),
    h("td", {}, letter.isSound ? fateWords(app, letter.fate) : words.unsound(signersOf(app, letter))),
  );
}
