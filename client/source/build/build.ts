import { bundle, minifiedStyle } from "../../build/bundle.ts";
import { type PageTemplate, SLOTS } from "./fill.ts";

export interface TemplateOptions {
  /** Works on the machine that it came from only. */
  readonly demo?: boolean;
  /** Offers a language that runs from right to left, to see whether the layout mirrors itself. */
  readonly mirror?: boolean;
}

/** What every instance's page is filled into. The same tree and options give the same bytes on every machine. */
export async function pageTemplate({
  demo = false,
  mirror = false,
}: TemplateOptions = {}): Promise<PageTemplate> {
  const script = await bundle("client/source/program.ts", {
    NIGHTJAR_ANCHOR: SLOTS.anchor,
    NIGHTJAR_DEMO: demo,
    NIGHTJAR_LEAVE_TO: SLOTS.leaveTo,
    NIGHTJAR_MIRROR: mirror,
  });
  const style = await minifiedStyle(
    ...["../../browser/base.css", "../style.css"].map((name) => new URL(name, import.meta.url)),
  );
  return { script, style, demo };
}
