/** What there is of every page that people work with. */
export interface PageApp {
  readonly strings: { readonly language: string };
  /** What the window is called now. */
  readonly title: string;
  /** Something would be lost if the tab were closed. */
  readonly holdsUnsaved: boolean;
}

/**
 * Starts a page, and has it drawn after each change, however many there are before the next frame.
 * @param id of the element that it is shown in @param makeApp gets what is to be called after a change
 * @param drawing what draws the page into that element, again and again
 * @throws Error if there is no such element
 */
export function startDrawing<A extends PageApp>(
  id: string,
  makeApp: (changed: () => void) => A,
  drawing: (app: A, root: HTMLElement) => () => void,
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
  const drawPage = drawing(app, root);

  function draw(): void {
    document.documentElement.lang = app.strings.language;
    document.title = app.title;
    drawPage();
  }

  // The browser then asks whether the tab is to be closed.
  addEventListener("beforeunload", (event) => {
    if (app.holdsUnsaved) event.preventDefault();
  });

  draw();
  return app;
}
