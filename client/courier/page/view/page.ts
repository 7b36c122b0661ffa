import { element } from "../../../browser/dom.ts";
import type { App } from "../app.ts";
import { LANGUAGES } from "../strings/languages.ts";
import { doing } from "./doing.ts";
import { done } from "./done.ts";
import { first, type Given } from "./first.ts";
import { found } from "./found.ts";
import { filling, keepingFocus, type Part } from "./part.ts";
import { namedButton } from "./pieces.ts";
import { type Choices, ready } from "./ready.ts";

/** Puts everything that is seen into an element. @returns what shows what has changed */
export function page(app: App, root: HTMLElement): () => void {
  const demo = element("p", { class: "demo", role: "note" });
  const head = header(app);
  const step = steps(app);
  const doings = doing(app);
  const panel = element("section", { class: "panel" }, step.element, doings.element);
  root.append(element("div", { class: "page" }, demo, head.element, element("main", {}, panel)));
  function show(): void {
    demo.hidden = !app.pack?.anchor.demo;
    demo.textContent = app.strings.demo;
    for (const part of [head, step, doings]) part.show();
    // What is chosen while something is done would be lost.
    for (const field of panel.querySelectorAll<HTMLInputElement>('input[type="file"]'))
      field.disabled = app.busy !== undefined;
  }
  return keepingFocus(panel, () => app.busy !== undefined, show);
}

/** The line above all: the mark, whose page it is, and the languages. */
function header(app: App): Part {
  const who = element("span", { class: "who" });
  const lock = namedButton("lock", "plain", "", () => app.lock());
  const label = element("label", { for: "language", class: "unseen" });
  const languages = element(
    "select",
    { id: "language", autocomplete: "off" },
    ...LANGUAGES.map(({ language, name }) => element("option", { value: language }, name)),
  );
  languages.addEventListener("change", () => {
    app.speak(LANGUAGES.find(({ language }) => language === languages.value) ?? app.strings);
  });
  const choice = element("div", { class: "field" }, label, languages);
  function show(): void {
    const { strings, pack, busy } = app;
    who.textContent = pack ? `${strings.title} · ${pack.anchor.name}` : strings.title;
    lock.hidden = !pack;
    lock.disabled = !!busy;
    lock.textContent = strings.ready.lock;
    label.textContent = strings.chooseLanguage;
  }
  return { element: element("header", {}, mark(), who, lock, choice), show };
}

/** A small moon. */
function mark(): SVGElement {
  const made = (name: string, attributes: Readonly<Record<string, string>>) => {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    return shape;
  };
  const moon = made("svg", { viewBox: "0 0 24 24", width: "24", height: "24", "aria-hidden": "true" });
  moon.append(made("path", { d: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" }));
  return moon;
}

/** Where one stands: a pack to be opened, something to be fetched, something to be saved and read back. */
function steps(app: App): Part {
  const place = element("div");
  let at = "";
  let given: Given & Choices = {};
  let part: Part | undefined;
  const fill = filling(
    place,
    () => [app.strings, app.pack, app.fetched, app.readBack, app.saved],
    () => {
      const name = app.pack ? (app.fetched ? "found" : app.readBack ? "done" : "ready") : "first";
      // What was typed or chosen stays as long as the step does.
      if (name !== at) given = {};
      at = name;
      part = partOf(app, given);
      return part.element;
    },
  );
  const show = () => {
    fill();
    part?.show();
  };
  return { element: place, show };
}

function partOf(app: App, given: Given & Choices): Part {
  const { pack, fetched, readBack } = app;
  if (!pack) return first(app, given);
  if (fetched) return found(app, fetched);
  if (readBack) return done(app, readBack);
  return ready(app, pack, given);
}
