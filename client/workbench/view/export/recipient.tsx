import { Choice } from "../../../browser/view/controls.tsx";
import { type ActDigest, newRecipientKey } from "../../../casebook/names.ts";
import type { What } from "../../../casebook/what.ts";
import { harmlessLine } from "../../../report/harmless.ts";
import { whoIs } from "../../review/who.ts";
import type { AppProps, View } from "../view.ts";
import { Reason } from "./reason.tsx";

/** Longest name, in UTF-16 code units. */
const MOST_NAME = 64;

/** Whose numbers the cases get: new ones, or those by which somebody finds a case again in the next export. */
export function RecipientChoice({ app }: AppProps): View {
  const { exports, strings } = app;
  const { exports: words } = strings;
  const { audience, recipient } = exports.wish;
  const made = (name: string): readonly What[] =>
    audience === "statistics" ? [] : [{ kind: "recipient", audience, name, key: newRecipientKey() }];
  return (
    <div class="recipient">
      <Choice<ActDigest | "">
        id="export-recipient"
        label={words.numbers}
        value={recipient ?? ""}
        options={[
          { value: "", text: words.newNumbers },
          ...exports.recipients.map(({ act, by, on, value }) => ({
            value: act,
            text: words.recipient(harmlessLine(value.name), whoIs(app, by), on),
          })),
        ]}
        choose={(act) => exports.ask({ recipient: act === "" ? null : act })}
      />
      <p class="hint">{words.numbersHint}</p>
      <Reason
        app={app}
        id="recipient"
        draft={["recipient", audience]}
        summary={words.addRecipient(words.audiences[audience])}
        label={words.recipientName}
        doIt={words.addRecipientDo}
        most={MOST_NAME}
        whats={made}
      />
    </div>
  );
}
