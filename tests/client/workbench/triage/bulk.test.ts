import { expect, test } from "vitest";
import { TextInput, type TextInputProps } from "../../../../client/browser/view/controls.tsx";
import type { App } from "../../../../client/workbench/app.ts";
import { Drafts } from "../../../../client/workbench/review/drafts.ts";
import { en } from "../../../../client/workbench/strings/en.ts";
import { Bulk } from "../../../../client/workbench/view/triage/bulk.tsx";
import { tipNamed } from "../../../support/casebooks.ts";

test("Enter labels what is selected, and doesn't where it ends what an input method composes", () => {
  const drafts = new Drafts({ isAsked: () => true });
  drafts.put("bulk-label", "bulk-label", "餐馆");
  let said = 0;
  const sayOfAll = () => Promise.resolve(++said > 0);
  const queue = { selected: new Set([tipNamed(1)]), rowOf: () => undefined };
  const app = { strings: en, drafts, queue, triage: { sayOfAll } } as unknown as App;
  const [, , , { props }] = viewed(Bulk({ app })).props.children;
  const [, field] = viewed(TextInput(props as unknown as TextInputProps)).props.children;
  const press = (isComposing: boolean) => field.props.onKeyDown?.({ key: "Enter", isComposing });
  press(true);
  expect(said).toBe(0);
  press(false);
  expect(said).toBe(1);
});

interface Viewed {
  readonly props: {
    readonly children: readonly [Viewed, Viewed, Viewed, Viewed];
    onKeyDown?(event: Pick<KeyboardEvent, "key" | "isComposing">): void;
  };
}

function viewed(view: unknown): Viewed {
  return view as Viewed;
}
