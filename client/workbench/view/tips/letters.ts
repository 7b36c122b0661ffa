import { h } from "preact";
import { type LetterCode, letterLanguage } from "../../../letters/letter.ts";
import { harmless } from "../../../report/harmless.ts";
import type { Reply } from "../../../report/reply.ts";
import type { App } from "../../app.ts";
import { answeredBy, type Entry, numbersTwice, replyIn } from "../../letters/thread.ts";
import type { Row } from "../../queue/row.ts";
import { whoIs } from "../../review/who.ts";
import type { ShownLetter } from "../../worker/letter-messages.ts";
import { useFirst } from "../first.ts";
import { fateWords, letterWords, signersOf } from "../letters/words.ts";
import type { RowProps, View } from "../view.ts";
import { WriteText } from "./write-text.ts";

/** Tips and letters of a tip's address, and the way to answer; nothing for a tip that can't be answered. */
export function Letters({ app, row }: RowProps): View | null {
  const reply = replyIn(row.tip);
  if (!reply) return null;
  const { letters: words } = app.strings;
  const thread = app.letters.threadOf(reply.address);
  const whyNot = app.letters.whyNot(row.tip);
  return h(
    "section",
    { class: "letters", "aria-labelledby": "letters-heading" },
    h("h2", { id: "letters-heading" }, words.heading),
    thread.length > 1 ? h(Thread, { app, row, thread }) : null,
    whyNot ? h("p", { class: "hint" }, words.cannot[whyNot]) : h(WriteBack, { app, row, reply, thread }),
  );
}

interface ThreadProps extends RowProps {
  readonly thread: readonly Entry[];
}

function Thread({ app, row, thread }: ThreadProps): View {
  const { letters: words } = app.strings;
  const twice = numbersTwice(thread);
  const [first, more] = useFirst(app, thread);
  const list = h(
    "ol",
    { class: "thread", "aria-label": words.thread },
    first.map((entry) =>
      entry.kind === "tip"
        ? h("li", { key: entry.tip.id }, h(TipEntry, { app, row, entry }))
        : h(
            "li",
            { key: entry.letter.name, class: entry.letter.isSound ? "answer" : "answer unsound" },
            h(LetterEntry, { app, letter: entry.letter, isTwice: twice.has(entry.letter.letter.number) }),
          ),
    ),
  );
  return h("div", {}, list, more);
}

interface TipEntryProps extends RowProps {
  readonly entry: Extract<Entry, { kind: "tip" }>;
}

function TipEntry({ app, row, entry }: TipEntryProps): View {
  const { letters: words } = app.strings;
  const { id, facts } = entry.tip;
  const name = app.queue.rowOf(id)?.designation ?? "";
  const said = words.threadTip(name, entry.day || words.byNobody);
  return id === row.tip.id
    ? h("strong", {}, words.thisTip)
    : h(
        "div",
        {},
        h("button", { type: "button", class: "plain", onClick: () => app.queue.openTip(id) }, said),
        h("p", { class: "excerpt", dir: "auto" }, facts.excerpt),
      );
}

interface LetterEntryProps {
  readonly app: App;
  readonly letter: ShownLetter;
  readonly isTwice: boolean;
}

function LetterEntry({ app, letter, isTwice }: LetterEntryProps): View {
  const { letters: words } = app.strings;
  const { number, on, language } = letter.letter;
  return h(
    "div",
    {},
    h("p", { class: "hint" }, words.numbered(number, signersOf(app, letter), on)),
    h(
      "div",
      { class: "said quoted", dir: "auto", lang: language },
      harmless(letterWords(app, letter.letter)),
    ),
    letter.isSound
      ? h("p", { class: "hint" }, fateWords(app, letter.fate))
      : h("p", { class: "warning" }, words.unsound(whoIs(app, letter.by))),
    isTwice && letter.isSound ? h("p", { class: "warning" }, words.sameNumber) : null,
  );
}

interface WriteBackProps extends ThreadProps {
  readonly row: Row;
  readonly reply: Reply;
}

const CODED = ["received", "more", "again", "cannot", "closed"] as const satisfies readonly LetterCode[];

function WriteBack({ app, row, reply, thread }: WriteBackProps): View {
  const { letters: words } = app.strings;
  const other = answeredBy(thread, app.reviewerKey);
  const language = letterLanguage(row.tip.facts.language);
  return h(
    "div",
    { class: "write-back" },
    h("h3", {}, words.write),
    h("p", { class: "hint" }, words.writeWhy),
    other ? h("p", { class: "warning" }, words.answered(signersOf(app, other), other.letter.on)) : null,
    h("p", { id: "coded-why" }, words.coded),
    h(
      "ul",
      { class: "coded", "aria-labelledby": "coded-why" },
      CODED.map((code) =>
        h(
          "li",
          { key: code },
          h(
            "button",
            {
              type: "button",
              class: "quiet",
              id: `letter-${code}`,
              disabled: app.letters.isBusy,
              "aria-describedby": `letter-${code}-reads`,
              onClick: () => void app.letters.write(row, reply.address, code, { text: "", language }),
            },
            words.codes[code][0],
          ),
          h("span", { class: "hint", id: `letter-${code}-reads` }, words.codes[code][1]),
        ),
      ),
    ),
    h(WriteText, { app, row, address: reply.address }),
  );
}
