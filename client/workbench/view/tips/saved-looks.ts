import { h } from "preact";
import { FORGETFUL } from "../../../browser/view/fields.ts";
import { isLookName } from "../../saved/saved-looks.ts";
import type { AppProps, View } from "../view.ts";

/** The filters that a person named: one click each. */
export function SavedLooks({ app }: AppProps): View {
  const { looking: words } = app.strings;
  const [name, setName] = app.drafts.text("filter-name", "look-name");
  const keep = () => {
    if (app.saved.keep(name)) setName("");
  };
  return h(
    "fieldset",
    { class: "saved-looks" },
    h("legend", {}, words.saved),
    h("p", { class: "hint" }, words.savedWhy),
    app.saved.looks.length === 0 ? h("p", { class: "hint" }, words.noneSaved) : h(Looks, { app }),
    h("label", { for: "look-name" }, words.name),
    h("input", {
      ...FORGETFUL,
      id: "look-name",
      type: "text",
      maxLength: 60,
      value: name,
      onInput: ({ currentTarget }) => setName(currentTarget.value),
      onKeyDown: ({ key }) => {
        if (key === "Enter") keep();
      },
    }),
    h(
      "button",
      { type: "button", class: "quiet", disabled: !isLookName(name.trim()), onClick: keep },
      words.keep,
    ),
    app.saved.unsaved
      ? h("button", { type: "button", class: "plain", onClick: () => void app.saved.save() }, words.save)
      : null,
  );
}

function Looks({ app }: AppProps): View {
  const { looking: words } = app.strings;
  return h(
    "ul",
    {},
    app.saved.looks.map((look) =>
      h(
        "li",
        { key: look.name },
        h(
          "button",
          { type: "button", class: "plain", dir: "auto", onClick: () => app.saved.use(look) },
          look.name,
        ),
        h(
          "button",
          {
            type: "button",
            class: "plain",
            "aria-label": words.remove(look.name),
            onClick: () => app.saved.remove(look),
          },
          "×",
        ),
      ),
    ),
  );
}
