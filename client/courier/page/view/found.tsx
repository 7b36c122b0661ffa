import { FilePicker } from "../../../browser/view/file-picker.tsx";
import type { View } from "../../../browser/view/view.ts";
import { amountOf } from "../amounts.ts";
import type { App } from "../app.ts";
import type { FetchedRound } from "../round.ts";

export interface FoundProps {
  readonly app: App;
  readonly fetched: FetchedRound;
}

/** What was fetched: to be saved, then chosen where it was saved, and read to its end. */
export function Found({ app, fetched }: FoundProps): View {
  const { fetched: words, done } = app.strings;
  const { bundle, list, wanted } = fetched;
  const bytes = list.envelopes.reduce((sum, { size }) => sum + size, 0);
  return (
    <div class="found">
      <h1>
        {bundle && list.envelopes.length === 0
          ? words.lettersOnly
          : bundle
            ? words.heading(list.envelopes.length, amountOf(bytes))
            : wanted.again === null
              ? words.nothing
              : words.nothingOf(wanted.again)}
      </h1>
      {bundle ? <Saving app={app} again={wanted.again !== null} /> : null}
      {app.readBack?.other ? <p class="note">{done.other}</p> : null}
      <Besides app={app} fetched={fetched} />
      {bundle ? null : (
        <div class="actions">
          <button type="button" class="quiet" id="more" onClick={() => app.startOver()}>
            {done.more}
          </button>
        </div>
      )}
    </div>
  );
}

function Saving({ app, again }: { readonly app: App; readonly again: boolean }): View {
  const { fetched: words } = app.strings;
  return (
    <div class="found">
      <div class="step">
        <div class="actions">
          <button
            type="button"
            class={app.saved ? "quiet" : "primary"}
            id="save"
            disabled={app.busy !== undefined}
            onClick={() => app.save()}
          >
            {app.saved ? words.saveAgain : words.save}
          </button>
        </div>
        <p class="hint">{words.saveHint}</p>
      </div>
      {app.saved ? (
        <div class="step">
          <div class="actions">
            <FilePicker id="saved" label={words.choose} take={([file]) => file && void app.take(file)} />
          </div>
          <p class="hint">{again ? words.chooseHintAgain : words.chooseHint}</p>
        </div>
      ) : null}
    </div>
  );
}

/** What the courier's command says beside. */
function Besides({ app, fetched }: FoundProps): View {
  const { fetched: words, troubles } = app.strings;
  const { gone, damaged, list, expired, seen, failed, letters } = fetched;
  return (
    <div class="found">
      {failed.map(({ address, error }) => (
        <p key={address} class="note failed">{`${words.failed(address)} ${troubles[error.code]}`}</p>
      ))}
      {gone > 0 ? <p>{words.gone(gone)}</p> : null}
      {letters.troubles.length > 0 ? <p class="note">{words.noLetters}</p> : null}
      {damaged > 0 ? <p class="note">{words.damaged(damaged)}</p> : null}
      {list.left.length > 0 ? (
        <div id="left-there">
          <p>{words.left}</p>
          <ul>
            {list.left.map(({ day, count, bytes }) => (
              <li key={day}>{words.ofDay(day, count, amountOf(bytes))}</li>
            ))}
          </ul>
          <p class="hint">{words.leftNext}</p>
        </div>
      ) : null}
      {expired.length > 0 ? (
        <div class="note" id="expired">
          <p>{words.expired}</p>
          <ul>
            {expired.map(({ day, count }) => (
              <li key={day}>{words.expiredOfDay(day, count)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {seen.movedTo ? <p class="note">{words.moved}</p> : null}
      {seen.unseen > 0 ? <p class="hint">{words.unseen(seen.unseen)}</p> : null}
    </div>
  );
}
