import { type ComponentChildren, h } from "preact";
import { LanguageChoice, type LanguageChoiceProps, type Spoken } from "./language-choice.ts";
import { Mark } from "./mark.ts";
import type { View } from "./view.ts";

export interface PageHeadProps<S extends Spoken> extends LanguageChoiceProps<S> {
  readonly children?: ComponentChildren;
}

/** The line above all: the mark, what a page has there, and the languages. */
export function PageHead<S extends Spoken>({ children, ...choice }: PageHeadProps<S>): View {
  return h("header", {}, h(Mark, {}), children, h(LanguageChoice<S>, choice));
}
