import { h } from "preact";
import type { AppProps, View } from "../view.ts";

/** The way to write what was looked at, and what was written. */
export function Writing({ app }: AppProps): View | null {
  const { leaving, strings } = app;
  const { leaving: words } = strings;
  if (leaving.wish.form === "dossier") return null;
  return h(
    "section",
    { class: "writing", "aria-label": words.write },
    h(
      "button",
      {
        type: "button",
        class: "primary",
        id: "write",
        disabled: !leaving.canWrite,
        onClick: () => void leaving.write(),
      },
      leaving.working ? words.writing : words.write,
    ),
    h("div", { role: "status" }, leaving.written ? h(Wrote, { app, written: leaving.written }) : null),
  );
}

interface WroteProps extends AppProps {
  readonly written: NonNullable<AppProps["app"]["leaving"]["written"]>;
}

function Wrote({ app, written }: WroteProps): View {
  const { leaving: words } = app.strings;
  return h(
    "div",
    { class: "wrote" },
    h("p", {}, words.wrote(written.name)),
    app.casebook.unsaved > 0 ? h("p", { class: "warning" }, words.saveNow) : null,
    h(
      "details",
      {},
      h("summary", {}, words.digests),
      h(
        "ul",
        { class: "digests" },
        written.files.map(({ name, sha256 }) => h("li", { key: name }, h("code", {}, `${sha256}  ${name}`))),
      ),
    ),
  );
}
