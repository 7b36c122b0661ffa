import type { ReviewerKey } from "../../casebook/names.ts";
import type { App } from "../app.ts";

/** How a reviewer is called here: by the handle that the stewards know, or by the beginning of the key. */
export function whoIs(app: App, key: ReviewerKey): string {
  const { review: words } = app.strings;
  if (key === app.reviewerKey) return words.you;
  return app.casebook.people.find((person) => person.key === key)?.handle ?? words.someone(key.slice(0, 8));
}
