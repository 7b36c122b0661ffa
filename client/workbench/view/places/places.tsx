import { Button, Choice } from "../../../browser/view/controls.tsx";
import type { TipId } from "../../../casebook/names.ts";
import type { Of } from "../../places/model.ts";
import type { AppProps, View } from "../view.ts";
import { MapView } from "./map.tsx";
import { PlaceTable } from "./table.tsx";
import { Timeline } from "./timeline.tsx";

/** Where and when: a map and a timeline, each with a table that says the same. */
export function Places({ app }: AppProps): View {
  const { places: words } = app.strings;
  const { looking, seen } = app.places;
  const { where } = seen;
  return (
    <main class="places">
      <div class="line">
        <Choice<Of>
          id="places-of"
          label={words.of}
          value={looking.of}
          options={(["all", "queue"] as const).map((value) => ({ value, text: words.ofWhich[value] }))}
          choose={(of) => app.places.look({ of })}
        />
      </div>
      <section aria-labelledby="where">
        <h1 id="where">{words.heading}</h1>
        <div class="actions">
          {toTips({ app }, where.waiting, words.waiting(where.waiting.length), words.saidWaiting)}
          {toTips({ app }, where.nowhere, words.nowhere(where.nowhere.length), words.saidNowhere)}
        </div>
        <MapView app={app} locations={where.locations} />
        <PlaceTable app={app} where={where} />
      </section>
      <Timeline app={app} seen={seen} />
      <p class="hint credit">{words.credit}</p>
    </main>
  );
}

function toTips({ app }: AppProps, tips: readonly TipId[], label: string, said: string): View | null {
  if (tips.length === 0) return null;
  return <Button kind="plain waiting" label={label} act={() => app.places.show(tips, said)} />;
}
