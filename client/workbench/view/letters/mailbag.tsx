import { SLOTS_OF_A_BAG } from "../../../../protocol/letters.ts";
import { Button } from "../../../browser/view/controls.tsx";
import { FilePicker } from "../../../browser/view/file-picker.tsx";
import { harmlessLine } from "../../../report/harmless.ts";
import type { AppProps, View } from "../view.ts";

/** The next mailbag: what goes, and the way to make it and to make sure of it. */
export function Mailbag({ app }: AppProps): View {
  const { letters, strings } = app;
  const { letters: words } = strings;
  const { bag, plan } = letters;
  return (
    <section class="mailbag" aria-labelledby="mailbag">
      <h2 id="mailbag">{words.bag}</h2>
      <p class="hint">{words.bagWhy}</p>
      <p>{words.plan(plan.letters.length, plan.renewals.length, plan.waiting)}</p>
      {plan.unreached > 0 ? <p class="warning">{words.unreached(plan.unreached)}</p> : null}
      <Button
        kind="primary"
        id="make-mailbag"
        disabled={bag?.state === "sealing"}
        label={words.make}
        act={() => letters.makeBag()}
      />
      <div role="status">
        <State app={app} />
      </div>
    </section>
  );
}

function State({ app }: AppProps): View | null {
  const { letters, strings } = app;
  const { letters: words } = strings;
  const { bag } = letters;
  if (bag?.state === "sealing") {
    const said = words.sealing(bag.slots, SLOTS_OF_A_BAG);
    return (
      <div>
        <progress max={SLOTS_OF_A_BAG} value={bag.slots} aria-label={words.make} />
        <p class="hint">{said}</p>
      </div>
    );
  }
  if (bag?.state === "saved") return <p>{words.saved(bag.name)}</p>;
  if (bag?.state !== "handed") return null;
  return (
    <div class="check">
      {bag.earlier === null ? null : <p>{words.saved(harmlessLine(bag.earlier))}</p>}
      <p>{words.handed(bag.name, bag.letters, bag.renewals)}</p>
      <div class="actions">
        <FilePicker
          id="check-mailbag"
          label={words.check}
          take={([file]) => void (file && letters.confirmBag(file))}
        />
        <Button kind="plain" id="sure-mailbag" label={words.sure} act={() => letters.confirmBag(null)} />
      </div>
    </div>
  );
}
