/** What a language is called; its tag, if nobody here knows it. */
export function languageName(tag: string, language: string): string {
  return new Intl.DisplayNames([language], { type: "language", fallback: "code" }).of(tag) ?? tag;
}
