import { h, type TargetedEvent } from "preact";
import { FORGETFUL } from "../../../browser/view/fields.ts";
import type { EntityId, TipId } from "../../../casebook/names.ts";
import type { Current } from "../../../casebook/view.ts";
import { MOST_NOTE } from "../../../casebook/what.ts";
import { harmless } from "../../../report/harmless.ts";
import type { App } from "../../app.ts";
import { whoIs } from "../../review/who.ts";
import { useFirst } from "../first.ts";
import type { View } from "../view.ts";

/** As many are drawn at once: each may be as long as that. */
const FIRST = 20;

export interface NotesProps {
  readonly app: App;
  readonly about: TipId | EntityId;
  readonly notes: Current<string>;
}

/** What reviewers tell each other of a tip, a station or an incident. A note that was added stays. */
export function Notes({ app, about, notes }: NotesProps): View {
  const { review: words } = app.strings;
  const [text, set] = app.drafts.text("note", about);
  const [first, more] = useFirst(app, notes, FIRST);
  const add = async () => {
    if (await app.casebook.perform({ kind: "noted", about, text })) set("");
  };
  return h(
    "section",
    { class: "notes" },
    h("h3", {}, words.notes),
    first.map(({ act, value, by, on }) =>
      h(
        "div",
        { class: "note", key: act },
        h("p", { class: "hint" }, `${whoIs(app, by)} · ${on}`),
        h("div", { class: "said", dir: "auto" }, harmless(value)),
      ),
    ),
    more,
    h("label", { for: "note" }, words.newNote),
    h("textarea", {
      ...FORGETFUL,
      id: "note",
      rows: 3,
      maxLength: MOST_NOTE,
      value: text,
      onInput: ({ currentTarget }: TargetedEvent<HTMLTextAreaElement>) => set(currentTarget.value),
    }),
    h(
      "button",
      { type: "button", class: "quiet", disabled: text.trim() === "", onClick: () => void add() },
      words.addNote,
    ),
  );
}
