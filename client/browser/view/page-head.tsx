import type { ComponentChildren } from "preact";
import type { View } from "./controls.tsx";
import { LanguageChoice, type LanguageChoiceProps, type Spoken } from "./language-choice.tsx";
import { Mark } from "./mark.tsx";

export interface PageHeadProps<S extends Spoken> extends LanguageChoiceProps<S> {
  readonly children?: ComponentChildren;
}

/** The line above all: the mark, what a page has there, and the languages. */
export function PageHead<S extends Spoken>({ children, ...choice }: PageHeadProps<S>): View {
  return (
    <header>
      <Mark />
      {children}
      <LanguageChoice<S> {...choice} />
    </header>
  );
}
