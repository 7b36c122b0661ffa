import { expect, test } from "vitest";
import type { TipId } from "../../../client/casebook/names.ts";
import type { App } from "../../../client/workbench/app.ts";
import { en } from "../../../client/workbench/strings/en.ts";
import { LANGUAGES } from "../../../client/workbench/strings/languages.ts";
import { SavedCheck, SavedWithout } from "../../../client/workbench/view/casebook-bar.tsx";
import { ErrorBar } from "../../../client/workbench/view/error-bar.tsx";
import { HandingOut } from "../../../client/workbench/view/export/dossier.tsx";
import { Exceptions } from "../../../client/workbench/view/export/exceptions.tsx";
import { Outlook } from "../../../client/workbench/view/export/outlook.tsx";
import { FoldActions } from "../../../client/workbench/view/tips/fold-bar.tsx";

interface Drawn {
  readonly type: unknown;
  readonly props: Readonly<Record<string, unknown>>;
}

/** Every element and view that is drawn within a view, without what the views in it make of theirs. */
function drawnIn(view: unknown): readonly Drawn[] {
  if (Array.isArray(view)) return view.flatMap(drawnIn);
  if (typeof view !== "object" || view === null || !("props" in view)) return [];
  const drawn = view as Drawn;
  return [drawn, ...drawnIn(drawn.props.children)];
}

/** Every text of a view's own elements and buttons, in their order; what other views make of theirs isn't looked at. */
function textsOf(view: unknown): string[] {
  if (typeof view === "string") return [view];
  if (Array.isArray(view)) return view.flatMap(textsOf);
  if (typeof view !== "object" || view === null || !("props" in view)) return [];
  const { label, children } = view.props as { readonly label?: unknown; readonly children?: unknown };
  return textsOf([label, children]);
}

test.each(LANGUAGES.map((strings) => [strings.name, strings] as const))(
  "%s: for whom a casebook is sealed stands where it is saved, by name; and that nobody else can read it, while it is so",
  (_, strings) => {
    const saved = (readers: readonly string[]) =>
      textsOf(
        SavedCheck({
          app: {
            strings,
            casebook: { isHanded: true, handedAs: "casebook.age", readers },
          } as unknown as App,
        }),
      );
    const [first = ""] = saved(["Wren", "Heron\u202e"]);
    expect(first).toContain("Wren");
    expect(first).toContain("Heron");
    // A name that would turn the line round is written out.
    expect(first).not.toContain("\u202e");
    expect(first).not.toBe(strings.casebook.noReaders);
    expect(saved(["Wren"])[0]).toBe(strings.casebook.noReaders);
  },
);

test.each(LANGUAGES.map((strings) => [strings.name, strings] as const))(
  "%s: of which tips files are missing in a casebook is said by name; of hundreds, of how many",
  (_, strings) => {
    const said = (count: number) => {
      const without = Array.from({ length: count }, (_, i) => `tip-${i + 1}` as TipId);
      const queue = { rowOf: (designation: TipId) => ({ designation }) };
      return SavedWithout({ app: { strings, queue, casebook: { without } } as unknown as App });
    };
    expect(said(0)).toBeNull();
    expect(textsOf(said(2)).join()).toMatch(/tip-1\b.*tip-2\b/);
    expect(textsOf(said(101)).join()).toMatch(/101.*tip-100\b/);
    expect(textsOf(said(101)).join()).not.toContain("tip-101");
  },
);

test.each(LANGUAGES.map((strings) => [strings.name, strings] as const))(
  "%s: where all of a flood can be set aside, the button says how many have much text of their own",
  (_, strings) => {
    const said = (own: number) => {
      const tips = ["1", "2", "3", "4", "5", "6", "7"] as unknown as TipId[];
      const queue = { looking: { filter: { aside: false } }, rowOf: () => undefined };
      const app = { strings, queue } as unknown as App;
      return textsOf(FoldActions({ app, fold: { leader: "1" as TipId, tips, own, isOpen: false } })).at(-1);
    };
    expect(said(3)).toMatch(/7.*3/);
    expect(said(0)).toContain("7");
    expect(said(0)).not.toMatch(/0|3/);
  },
);

test("counts are looked at with what is counted only because one reviewer says so, and the way to withdraw it", () => {
  const exceptions = [{ kind: "overridden" }];
  const app = {
    strings: en,
    counts: { tableFor: () => undefined },
    exports: {
      wish: { form: "counts", audience: "statistics" },
      preview: { cases: [], withheld: [], beside: [], countedTwice: [], exceptions },
    },
  } as unknown as App;
  const inside = drawnIn(Outlook({ app }));
  expect(inside.find(({ type }) => type === Exceptions)?.props).toMatchObject({ exceptions, open: true });
});

test("a dossier that isn't handed out, since something can't be verified, says so beside it", () => {
  const app = { strings: en, error: "export-unverified", exports: {}, casebook: {} } as unknown as App;
  const dossier = { audience: "internal", cases: [], withheld: 0, exceptions: [], sha256: null } as const;
  const bar = drawnIn(HandingOut({ app, dossier })).find(({ type }) => type === ErrorBar);
  expect(bar?.props).toMatchObject({ app });
  expect(textsOf(ErrorBar({ app }))).toEqual([en.errors["export-unverified"]]);
});
