import type { View } from "../../../browser/view/view.ts";
import type { App, ReadBack } from "../app.ts";

export interface DoneProps {
  readonly app: App;
  readonly readBack: ReadBack;
}

/** The bundle is on the courier's disk, whole. */
export function Done({ app, readBack: { name, count, acknowledged, untold } }: DoneProps): View {
  const { done: words } = app.strings;
  const said = count === 0 ? words.letters : acknowledged ? words.acknowledged : words.whole;
  return (
    <div class="found">
      <h1 class="good">{said(name, count)}</h1>
      {untold.map(({ address }) => (
        <p key={address} class="note">
          {words.untold(address)}
        </p>
      ))}
      <p>{words.next}</p>
      <div class="actions">
        <button type="button" class="quiet" id="more" onClick={() => app.startOver()}>
          {words.more}
        </button>
      </div>
    </div>
  );
}
