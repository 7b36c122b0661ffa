import { Choice, type View } from "./controls.tsx";

/** What a page says in one language. */
export interface Spoken<L extends string = string> {
  readonly language: L;
  /** The language's own name, in its own script. */
  readonly name: string;
}

export interface LanguageChoiceProps<S extends Spoken> {
  readonly label: string;
  readonly languages: readonly S[];
  readonly app: { readonly strings: S; speak(strings: S): void };
}

/** In which language the page speaks. */
export function LanguageChoice<S extends Spoken>({ label, languages, app }: LanguageChoiceProps<S>): View {
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
