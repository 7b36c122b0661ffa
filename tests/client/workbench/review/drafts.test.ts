import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import type { What } from "../../../../client/casebook/what.ts";
import type { App } from "../../../../client/workbench/app.ts";
import type { Row } from "../../../../client/workbench/queue/row.ts";
import { Drafts } from "../../../../client/workbench/review/drafts.ts";
import { en } from "../../../../client/workbench/strings/en.ts";
import { Reason } from "../../../../client/workbench/view/export/reason.tsx";
import { Translations } from "../../../../client/workbench/view/tips/translations.tsx";
import { keep, newDesk } from "../../../support/casebooks.ts";

const drafts = () => new Drafts({ isAsked: () => true });

test("what was added goes; what was typed in its place meanwhile stays", () => {
  for (const [meanwhile, left] of [
    [undefined, ""],
    ["by phone, on Friday", "by phone, on Friday"],
  ] as const) {
    const all = drafts();
    const type = () => all.text("note", "tip");
    type()[1]("by phone");
    const [, , added] = type();
    if (meanwhile) type()[1](meanwhile);
    added();
    expect(type()[0]).toBe(left);
    expect(all.count).toBe(left === "" ? 0 : 1);
  }
});

test("what is typed for one audience leaves alone what is typed for another, however late it is added", () => {
  const all = drafts();
  const typed = (audience: string) => all.text("override", "tip", audience);
  typed("public")[1]("agreed");
  const [, , added] = typed("public");
  typed("partners")[1]("asked again");
  added();
  expect([typed("public")[0], typed("partners")[0]]).toEqual(["", "asked again"]);
  expect(all.first).toMatchObject({ kind: "override", about: "tip", of: "partners" });
});

test("a reason that is typed while another is signed isn't lost", async () => {
  const all = drafts();
  let sign = (_isSigned: boolean) => {};
  const step = (_: readonly What[]) => new Promise<boolean>((resolve) => (sign = resolve));
  const app = { drafts: all, casebook: { step } } as unknown as App;
  const press = () => {
    const view = Reason({
      app,
      id: "drop",
      summary: "",
      label: "",
      doIt: "",
      whats: () => [],
    }) as unknown as Viewed;
    view.props.children.at(-1)?.props.act();
  };
  all.put("reason", "drop", "a lie");
  press();
  all.put("reason", "drop", "a lie, by two accounts");
  sign(true);
  await setImmediate();
  expect(all.get("reason", "drop", "")).toBe("a lie, by two accounts");
  press();
  sign(true);
  await setImmediate();
  expect(all.get("reason", "drop", "")).toBe("");
});

test("what is typed while a changed translation is signed waits in the form of what that became", () => {
  const desk = newDesk();
  const tip = keep(desk, 1, ["internal"]);
  const translate = (text: string) => desk.do({ kind: "translated", tip, language: "de", text, without: [] });
  /** The acts that can be changed here, and as what waits that is typed for each and for another. */
  const forms = () => {
    const app = { casebook: { views: desk.view.tips }, strings: en } as unknown as App;
    const contents = { kind: "by-hand", text: "He saw it." };
    const view = Translations({ app, row: { tip: { id: tip, contents } } as Row });
    return formsIn(view).map(({ one, waits }) => [one?.act, waits]);
  };
  const first = translate("Er sah.");
  const [[, waiting] = [], another] = forms();
  const second = translate("Er sah es.");
  expect(second).not.toBe(first);
  expect(forms()).toEqual([[second, waiting], another]);
  expect(waiting).not.toBe(another?.[1]);
});

interface Viewed {
  readonly props: { readonly children: readonly { readonly props: { act(): void } }[] };
}

interface FormProps {
  readonly one?: { readonly act: string };
  readonly waits?: string;
}

/** The properties of all forms of translations in a view, from its top. */
function formsIn(view: unknown): readonly FormProps[] {
  if (Array.isArray(view)) return view.flatMap(formsIn);
  const props = (view as { readonly props?: Record<string, unknown> } | null)?.props;
  if (!props) return [];
  return "view" in props ? [props] : formsIn(props.children);
}
