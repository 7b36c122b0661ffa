import type { InstanceId } from "../../../../crypto/documents/anchor.ts";
import { parseVerifyingKey } from "../../../../crypto/ed25519.ts";
import { dayOf } from "../../../../protocol/day.ts";
import { languageName } from "../../../browser/language-name.ts";
import { Button, Choice, FORGETFUL } from "../../../browser/view/controls.tsx";
import { type Letter, letterLanguage, roomLeftIn } from "../../../letters/letter.ts";
import { NOTHING_TYPED, type Typed } from "../../letters/model.ts";
import { asSent } from "../../letters/thread.ts";
import type { RowProps, View } from "../view.ts";

interface WriteTextProps extends RowProps {
  /** 64 hex digits. */
  readonly address: string;
}

/** In which a letter can be written, besides the source's own. */
const LANGUAGES = ["en", "zh-Hans", "zh-Hant"] as const;

/** A letter in a reviewer's own words: typed bit by bit, with what room is left. */
export function WriteText({ app, row, address }: WriteTextProps): View {
  const { letters: words, language: shown } = app.strings;
  const typed = app.drafts.get<Typed>("letter", row.tip.id, NOTHING_TYPED);
  const own = letterLanguage(row.tip.facts.language);
  const language = typed.language || own;
  const type = (next: Partial<Typed>) => {
    const now = { ...typed, ...next };
    app.drafts.put("letter", row.tip.id, now.text === "" ? undefined : now);
  };
  const signers = app.casebook.writing?.signers === 2 ? 2 : 1;
  const text = asSent(typed.text);
  const room = roomFor(text, language, address, signers);
  const most = roomFor("", language, address, signers);
  const handed = app.letters.handed.get(row.tip.id);
  return (
    <div class="in-words">
      <label for="letter-text">{words.text}</label>
      <p class="hint" id="letter-hint">
        {signers === 2 ? words.takesTwo : ""} {words.luring}
      </p>
      <textarea
        {...FORGETFUL}
        id="letter-text"
        rows={5}
        dir="auto"
        lang={language}
        aria-describedby="letter-hint letter-room"
        value={typed.text}
        onInput={({ currentTarget }) => type({ text: currentTarget.value })}
      />
      <div class="room">
        <meter min={0} max={most} value={Math.max(0, most - room)} aria-hidden="true" />
        <p id="letter-room" class={room < 0 ? "warning" : "hint"}>
          {room < 0 ? words.tooLong(-room) : words.room(room, most)}
        </p>
      </div>
      <Choice<string>
        id="letter-language"
        label={words.language}
        value={language}
        options={[...new Set([own, ...LANGUAGES])].map((value) => ({
          value,
          text: languageName(value, shown),
        }))}
        choose={(chosen) => type({ language: chosen })}
      />
      <Button
        id="letter-sign"
        disabled={app.letters.isBusy || text === "" || room < 0}
        label={signers === 2 ? words.signDraft : words.sign}
        act={() => app.letters.write(row, address, "text", { text, language })}
      />
      <p role="status" class="hint">
        {handed === undefined ? "" : words.draftSaved(handed)}
      </p>
    </div>
  );
}

/** Bytes left, in the letter with the longest number. */
function roomFor(text: string, language: string, address: string, signers: 1 | 2): number {
  const letter: Letter = {
    instance: new Uint8Array(32) as InstanceId,
    address: parseVerifyingKey(address, "document-malformed"),
    ...{ roster: 1_000_000, number: 9999, on: dayOf(0), language, code: "text", text },
  };
  return roomLeftIn(letter, signers);
}
