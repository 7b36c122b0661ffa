import { h } from "preact";
import { Choice } from "../../../browser/view/fields.ts";
import { type ActDigest, newRecipientKey } from "../../../casebook/names.ts";
import type { What } from "../../../casebook/what.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import { whoIs } from "../../review/who.ts";
import type { AppProps, View } from "../view.ts";
import { Reason } from "./reason.ts";

/** Longest name, in UTF-16 code units. */
const MOST_NAME = 64;

/** Whose numbers the cases get: new ones, or those by which somebody finds a case again in the next export. */
export function RecipientChoice({ app }: AppProps): View {
  const { leaving, strings } = app;
  const { leaving: words } = strings;
  const { audience, recipient } = leaving.wish;
  const made = (name: string): readonly What[] =>
    audience === "statistics" ? [] : [{ kind: "recipient", audience, name, key: newRecipientKey() }];
  return h(
    "div",
    { class: "recipient" },
    h(Choice<ActDigest | "">, {
      id: "export-recipient",
      label: words.numbers,
      value: recipient ?? "",
      options: [
        { value: "", text: words.newNumbers },
        ...leaving.recipients.map(({ act, by, on, value }) => ({
          value: act,
          text: words.recipient(harmlessLine(value.name), whoIs(app, by), on),
        })),
      ],
      choose: (act) => leaving.ask({ recipient: act === "" ? null : act }),
    }),
    h("p", { class: "hint" }, words.numbersHint),
    h(
      "details",
      { open: app.drafts.text("recipient", audience)[0] !== "" },
      h("summary", {}, words.addRecipient(words.audiences[audience])),
      h(Reason, {
        app,
        id: "recipient",
        draft: ["recipient", audience],
        label: words.recipientName,
        doIt: words.addRecipientDo,
        most: MOST_NAME,
        whats: made,
      }),
    ),
  );
}
