import type { ComponentChildren } from "preact";
import { Choice, type View } from "./controls.tsx";

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

/** A small moon. */
function Mark(): View {
  return (
    <svg viewBox="0 0 24 24" width={24} height={24} aria-hidden="true" focusable="false">
      <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />
    </svg>
  );
}

/** What a page says in one language. */
interface Spoken<L extends string = string> {
  readonly language: L;
  /** The language's own name, in its own script. */
  readonly name: string;
}

interface LanguageChoiceProps<S extends Spoken> {
  readonly label: string;
  readonly languages: readonly S[];
  readonly app: { readonly strings: S; speak(strings: S): void };
}

/** In which language the page speaks. */
function LanguageChoice<S extends Spoken>({ label, languages, app }: LanguageChoiceProps<S>): View {
  return (
    <Choice
      id="language"
      label={label}
      hiddenLabel
      value={app.strings.language}
      options={languages.map(({ language, name }) => ({ value: language, text: name }))}
      choose={(chosen) => app.speak(languages.find(({ language }) => language === chosen) ?? app.strings)}
    />
  );
}
