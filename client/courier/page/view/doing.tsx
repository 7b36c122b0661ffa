import type { View } from "../../../browser/view/view.ts";
import { amountOf } from "../amounts.ts";
import type { App } from "../app.ts";

/** What is being done and how far it is, or what went wrong. */
export function Doing({ app }: { readonly app: App }): View {
  const { busy, trouble, attempts, strings } = app;
  return (
    <div class="found">
      <div role="status">{busy ? <p>{strings.busy[busy.what]}</p> : null}</div>
      {busy ? (
        <progress
          aria-label={strings.busy[busy.what]}
          {...(busy.done !== undefined && { value: busy.done })}
        />
      ) : null}
      {busy?.bytes ? (
        <p class="hint">{strings.ofBytes(amountOf(busy.bytes.done), amountOf(busy.bytes.all))}</p>
      ) : null}
      {busy && busy.what !== "opening" ? (
        <div class="actions">
          <button type="button" class="quiet" id="stop" onClick={() => app.stop()}>
            {strings.stop}
          </button>
        </div>
      ) : null}
      <div role="alert">
        {trouble ? (
          <p key={attempts} class="trouble">
            {strings.troubles[trouble]}
          </p>
        ) : null}
      </div>
    </div>
  );
}
