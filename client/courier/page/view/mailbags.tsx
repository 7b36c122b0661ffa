import { FilePicker } from "../../../browser/view/file-picker.tsx";
import type { View } from "../../../browser/view/view.ts";
import type { App } from "../app.ts";
import type { BagOutcome } from "../mailbags.ts";

/** Letters to be delivered, and what became of them. */
export function Mailbags({ app }: { readonly app: App }): View {
  const { mailbags: words } = app.strings;
  const { refusedFile, bags } = app;
  return (
    <div class="step" id="deliver">
      <h2>{words.heading}</h2>
      <p class="hint">{words.hint}</p>
      <div class="actions">
        <FilePicker id="mailbags" label={words.choose} many take={(files) => void app.deliver(files)} />
      </div>
      {refusedFile === undefined ? null : (
        <p class="trouble" role="alert">
          {words.not(refusedFile)}
        </p>
      )}
      <div role="status">{bags.length > 0 ? <Outcomes app={app} bags={bags} /> : null}</div>
    </div>
  );
}

function Outcomes({ app, bags }: { readonly app: App; readonly bags: readonly BagOutcome[] }): View {
  const { mailbags: words } = app.strings;
  const several = (app.pack?.addresses.length ?? 0) > 1;
  const isThere = bags.every(({ outcome }) => outcome === "taken" || outcome === "there");
  return (
    <div class="found">
      <ul id="bags">
        {bags.map(({ bag, address, outcome }, i) => (
          <li key={i} data-outcome={outcome}>
            {words.of(bag, words.outcomes[outcome])}
            {several ? <span class="hint">{` ${address}`}</span> : null}
          </li>
        ))}
      </ul>
      {isThere ? <p class="good">{words.done}</p> : null}
    </div>
  );
}
