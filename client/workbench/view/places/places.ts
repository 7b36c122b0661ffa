import { h } from "preact";
import { Choice } from "../../../browser/view/fields.ts";
import type { Of } from "../../places/desk.ts";
import type { AppProps, View } from "../view.ts";
import { MapView } from "./map.ts";
import { PlaceTable } from "./table.ts";
import { Timeline } from "./timeline.ts";

/** Where and when: a map and a timeline, each with a table that says the same. */
export function Places({ app }: AppProps): View {
  const { places: words } = app.strings;
  const { looking, seen } = app.places;
  const { where } = seen;
  return h(
    "main",
    { class: "places" },
    h(
      "div",
      { class: "line" },
      h(Choice<Of>, {
        id: "places-of",
        label: words.of,
        value: looking.of,
        options: (["all", "queue"] as const).map((value) => ({ value, text: words.ofWhich[value] })),
        choose: (of) => app.places.look({ of }),
      }),
    ),
    h(
      "section",
      { "aria-labelledby": "where" },
      h("h1", { id: "where" }, words.heading),
      h(
        "div",
        { class: "actions" },
        toTips(where.waiting, words.waiting(where.waiting.length), words.saidWaiting, { app }),
        toTips(where.nowhere, words.nowhere(where.nowhere.length), words.saidNowhere, { app }),
      ),
      h(MapView, { app, locations: where.locations }),
      h(PlaceTable, { app, where }),
    ),
    h(Timeline, { app, seen }),
    h("p", { class: "hint credit" }, words.credit),
  );
}

function toTips(
  tips: Parameters<AppProps["app"]["places"]["show"]>[0] & { readonly length: number },
  label: string,
  said: string,
  { app }: AppProps,
): View | null {
  if (tips.length === 0) return null;
  return h(
    "button",
    { type: "button", class: "plain waiting", onClick: () => app.places.show(tips, said) },
    label,
  );
}
