import { Button } from "../../../browser/view/controls.tsx";
import { type LetterCode, letterLanguage } from "../../../letters/letter.ts";
import { harmless } from "../../../report/harmless.ts";
import type { Reply } from "../../../report/reply.ts";
import { answeredBy, type Entry, numbersTwice, replyIn } from "../../letters/thread.ts";
import { whoIs } from "../../review/who.ts";
import type { ShownLetter } from "../../worker/casebook-messages.ts";
import { fateWords, letterWords, signersOf } from "../letters/words.ts";
import { useFirst } from "../listed.tsx";
import type { AppProps, RowProps, View } from "../view.ts";
import { WriteText } from "./write-text.tsx";

/** Tips and letters of a tip's address, and the way to answer; nothing for a tip that can't be answered. */
export function Letters({ app, row }: RowProps): View | null {
  const reply = replyIn(row.tip);
  if (!reply) return null;
  const { letters: words } = app.strings;
  const thread = app.letters.threadOf(reply.address);
  const whyNot = app.letters.whyNot(row.tip);
  return (
    <section class="letters" aria-labelledby="letters-heading">
      <h2 id="letters-heading">{words.heading}</h2>
      {thread.length > 1 ? <Thread app={app} row={row} thread={thread} /> : null}
      {whyNot ? (
        <p class="hint">{words.cannot[whyNot]}</p>
      ) : (
        <WriteBack app={app} row={row} reply={reply} thread={thread} />
      )}
    </section>
  );
}

interface ThreadProps extends RowProps {
  readonly thread: readonly Entry[];
}

function Thread({ app, row, thread }: ThreadProps): View {
  const { letters: words } = app.strings;
  const twice = numbersTwice(thread);
  const [first, more] = useFirst(app, thread);
  return (
    <div>
      <ol class="thread" aria-label={words.thread}>
        {first.map((entry) =>
          entry.kind === "tip" ? (
            <li key={entry.tip.id}>
              <TipEntry app={app} row={row} entry={entry} />
            </li>
          ) : (
            <li key={entry.letter.name} class={entry.letter.isSound ? "answer" : "answer unsound"}>
              <LetterEntry app={app} letter={entry.letter} isTwice={twice.has(entry.letter.letter.number)} />
            </li>
          ),
        )}
      </ol>
      {more}
    </div>
  );
}

function TipEntry({ app, row, entry }: RowProps & { readonly entry: Extract<Entry, { kind: "tip" }> }): View {
  const { letters: words } = app.strings;
  const { id, facts } = entry.tip;
  const name = app.queue.rowOf(id)?.designation ?? "";
  const said = words.threadTip(name, entry.day || words.byNobody);
  return id === row.tip.id ? (
    <strong>{words.thisTip}</strong>
  ) : (
    <div>
      <Button kind="plain" label={said} act={() => app.queue.openTip(id)} />
      <p class="excerpt" dir="auto">
        {facts.excerpt}
      </p>
    </div>
  );
}

interface LetterEntryProps extends AppProps {
  readonly letter: ShownLetter;
  readonly isTwice: boolean;
}

function LetterEntry({ app, letter, isTwice }: LetterEntryProps): View {
  const { letters: words } = app.strings;
  const { number, on, language } = letter.letter;
  return (
    <div>
      <p class="hint">{words.numbered(number, signersOf(app, letter), on)}</p>
      <div class="said quoted" dir="auto" lang={language}>
        {harmless(letterWords(app, letter.letter))}
      </div>
      {letter.isSound ? (
        <p class="hint">{fateWords(app, letter.fate)}</p>
      ) : (
        <p class="warning">{words.unsound(whoIs(app, letter.by))}</p>
      )}
      {isTwice && letter.isSound ? <p class="warning">{words.sameNumber}</p> : null}
    </div>
  );
}

interface WriteBackProps extends ThreadProps {
  readonly reply: Reply;
}

const CODED = ["received", "more", "again", "cannot", "closed"] as const satisfies readonly LetterCode[];

function WriteBack({ app, row, reply, thread }: WriteBackProps): View {
  const { letters: words } = app.strings;
  const other = answeredBy(thread, app.reviewerKey);
  const language = letterLanguage(row.tip.facts.language);
  return (
    <div class="write-back">
      <h3>{words.write}</h3>
      <p class="hint">{words.writeWhy}</p>
      {other ? <p class="warning">{words.answered(signersOf(app, other), other.letter.on)}</p> : null}
      <p id="coded-why">{words.coded}</p>
      <ul class="coded" aria-labelledby="coded-why">
        {CODED.map((code) => (
          <li key={code}>
            <Button
              id={`letter-${code}`}
              disabled={app.letters.isBusy}
              aria-describedby={`letter-${code}-reads`}
              label={words.codes[code][0]}
              act={() => app.letters.write(row, reply.address, code, { text: "", language })}
            />
            <span class="hint" id={`letter-${code}-reads`}>
              {words.codes[code][1]}
            </span>
          </li>
        ))}
      </ul>
      <WriteText app={app} row={row} address={reply.address} />
    </div>
  );
}
