import { Button } from "../../../browser/view/controls.tsx";
import type { ShownLetter } from "../../worker/casebook-messages.ts";
import { Listed } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";
import { DraftsIn } from "./drafts.tsx";
import { Mailbag } from "./mailbag.tsx";
import { fateWords, signersOf } from "./words.ts";

/** All that goes to sources: drafts that wait for somebody, the next mailbag, and what became of each letter. */
export function LettersSection({ app }: AppProps): View {
  const { letters: words } = app.strings;
  return (
    <main class="sheet letters-sheet">
      <h1>{words.heading}</h1>
      <p class="hint lede">{words.lede}</p>
      <DraftsIn app={app} />
      <Mailbag app={app} />
      <AllLetters app={app} />
    </main>
  );
}

function AllLetters({ app }: AppProps): View {
  const { letters: words } = app.strings;
  const { letters } = app.casebook;
  return (
    <section aria-labelledby="all-letters">
      <h2 id="all-letters">{words.all}</h2>
      {letters.length === 0 ? (
        <p class="hint">{words.none}</p>
      ) : (
        <>
          <p class="hint">{words.pools}</p>
          <Listed<ShownLetter>
            app={app}
            columns={words.columns}
            all={letters.toReversed()}
            line={(letter) => <Line key={letter.name} app={app} letter={letter} />}
          />
        </>
      )}
    </section>
  );
}

function Line({ app, letter }: AppProps & { readonly letter: ShownLetter }): View {
  const { letters: words } = app.strings;
  const { code, number, on } = letter.letter;
  const tip = app.letters.tipOf(letter);
  const row = app.queue.rowOf(tip);
  return (
    <tr>
      <td>
        {row ? (
          <Button kind="plain" label={row.designation} act={() => app.openTip(tip)} />
        ) : (
          words.tipElsewhere
        )}
      </td>
      <td>{`${number} · ${on} · ${code === "text" ? words.text : words.codes[code][0]}`}</td>
      <td>{signersOf(app, letter)}</td>
      <td>{letter.isSound ? fateWords(app, letter.fate) : words.unsound(signersOf(app, letter))}</td>
    </tr>
  );
}
