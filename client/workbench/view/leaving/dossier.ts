import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { harmless } from "../../../report/harmless.ts";
import type { Section } from "../../../report/readable.ts";
import { type Dossier, dossierMarking, dossierSections } from "../../leaving/dossier.ts";
import type { AppProps, View } from "../view.ts";
import { Exceptions } from "./exceptions.ts";

interface DossierProps extends AppProps {
  readonly dossier: Dossier;
}

/**
 * A dossier as it is printed. It is a table of one column, since browsers repeat a table's head and foot on every
 * page: so each page says for whom it is.
 */
export function DossierView({ app, dossier }: DossierProps): View {
  const { leaving, strings } = app;
  const { leaving: words } = strings;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const marking = dossierMarking(dossier, strings);
  const isReady = !leaving.working && (dossier.sha256 !== null || !leaving.isOutdated);
  return h(
    "main",
    { class: "dossier" },
    h(
      "div",
      { class: "not-printed" },
      h("h1", { ref: heading, tabIndex: -1 }, words.dossierOf(dossier.cases[0]?.number ?? "")),
      h("p", { class: "hint" }, words.printHint),
      h(
        "div",
        { class: "actions" },
        h(
          "button",
          {
            type: "button",
            class: "primary",
            disabled: !isReady,
            onClick: () => void leaving.handOut("print"),
          },
          words.print,
        ),
        h(
          "button",
          {
            type: "button",
            class: "quiet",
            disabled: !isReady,
            onClick: () => void leaving.handOut("save"),
          },
          words.saveText,
        ),
        h("button", { type: "button", class: "quiet", onClick: () => leaving.closeDossier() }, words.back),
      ),
      h(Exceptions, { app, exceptions: dossier.exceptions, open: false }),
      dossier.sha256 === null && leaving.isOutdated
        ? h("p", { class: "warning", role: "alert" }, words.outdated)
        : null,
      dossier.sha256 === null || app.casebook.unsaved === 0
        ? null
        : h("p", { class: "warning", role: "status" }, words.saveNow),
    ),
    h(
      "table",
      { class: "paper", role: "presentation" },
      h("thead", {}, h("tr", {}, h("td", { class: "marking" }, marking))),
      h(
        "tbody",
        {},
        h(
          "tr",
          {},
          h(
            "td",
            {},
            dossierSections(dossier, strings).map((section, i) => h(Part, { key: i, section })),
            dossier.sha256 === null ? null : h("p", { class: "digest" }, words.textDigest(dossier.sha256)),
          ),
        ),
      ),
      h("tfoot", {}, h("tr", {}, h("td", { class: "marking" }, marking))),
    ),
  );
}

interface PartProps {
  readonly section: Section;
}

function Part({ section: { heading, entries } }: PartProps): View {
  return h(
    "section",
    { class: "case" },
    h("h2", {}, heading),
    entries.map(({ label, said }) =>
      h(
        "div",
        { class: "entry", key: label },
        label === "" ? null : h("h3", {}, label),
        said.map(({ text, quoted }, i) =>
          quoted
            ? h("div", { class: "said quoted", dir: "auto", key: i }, harmless(text))
            : h("p", { class: "said", key: i }, text),
        ),
      ),
    ),
  );
}
