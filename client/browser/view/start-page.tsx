import { type FunctionComponent, render } from "preact";

/** What there is of every page that people work with. */
export interface PageApp {
  readonly strings: { readonly language: string };
  /** What the window is called now. */
  readonly title: string;
  /** Something would be lost if the tab were closed. */
  readonly holdsUnsaved: boolean;
}

/**
 * Shows a page, and draws it anew after each change, however many there are before the next frame.
 * @param id of the element that it is shown in @param makeApp gets what is to be called after a change
 * @throws Error if there is no such element
 */
export function startPage<A extends PageApp>(
  id: string,
  makeApp: (changed: () => void) => A,
  Page: FunctionComponent<{ readonly app: A }>,
): A {
  const root = document.getElementById(id);
  if (!root) throw new Error("the page has no place for what it shows");
  root.replaceChildren();

  let due = false;
  const app = makeApp(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      draw();
    });
  });

  function draw(): void {
    document.documentElement.lang = app.strings.language;
    document.title = app.title;
    render(<Page app={app} />, root as HTMLElement);
  }

  // The browser then asks whether the tab is to be closed.
  addEventListener("beforeunload", (event) => {
    if (app.holdsUnsaved) event.preventDefault();
  });

  draw();
  return app;
}
