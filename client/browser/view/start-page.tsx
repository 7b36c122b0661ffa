import { type FunctionComponent, render } from "preact";
import { type PageApp, startDrawing } from "../page.ts";

/** Shows a page by its component: see `startDrawing`. */
export function startPage<A extends PageApp>(
  id: string,
  makeApp: (changed: () => void) => A,
  Page: FunctionComponent<{ readonly app: A }>,
): A {
  return startDrawing(id, makeApp, (app, root) => () => render(<Page app={app} />, root));
}
