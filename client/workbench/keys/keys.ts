import { REVIEWING_CODES, type ReviewingCode } from "../../report/vocabulary/reviewing/codes.ts";
import type { KeyLine } from "../strings/looking/strings.ts";

/** What a key does, beside what the browser does with it. */
export type KeyAct =
  | { readonly act: "move"; readonly by: number }
  | { readonly act: "section"; readonly place: number }
  | { readonly act: "source"; readonly value: ReviewingCode<"sourceReliability"> }
  | { readonly act: "information"; readonly value: ReviewingCode<"infoCredibility"> }
  /** To a field of the review, by its id. */
  | { readonly act: "focus"; readonly field: string }
  | { readonly act: "keep" }
  | { readonly act: "mine" }
  | { readonly act: "open" | "close" | "search" | "queue" | "keys" };

/** Where the keyboard is: nothing but `Escape` is taken from somebody who types, and nothing at all from a dialog. */
export type Where = "page" | "control" | "choice" | "typing" | "dialog";

/** A key as the browser tells it. */
export interface Pressed {
  readonly key: string;
  /** The key's place, whatever its layout: `Digit1`. */
  readonly code: string;
  readonly shiftKey: boolean;
}

/** Keys that a button or a scrolled part needs for itself. */
const NATIVE = new Set(["Enter", "ArrowDown", "ArrowUp", "PageDown", "PageUp"]);

const PLAIN: Readonly<Record<string, KeyAct>> = {
  j: { act: "move", by: 1 },
  k: { act: "move", by: -1 },
  ArrowDown: { act: "move", by: 1 },
  ArrowUp: { act: "move", by: -1 },
  PageDown: { act: "move", by: 10 },
  PageUp: { act: "move", by: -10 },
  o: { act: "open" },
  Enter: { act: "open" },
  Escape: { act: "close" },
  "/": { act: "search" },
  "?": { act: "keys" },
  e: { act: "keep" },
  m: { act: "mine" },
  l: { act: "focus", field: "new-label" },
  n: { act: "focus", field: "note" },
  s: { act: "focus", field: "status" },
  p: { act: "focus", field: "priority" },
  v: { act: "focus", field: "verification" },
};

/** What a key does where the keyboard is; undefined if it is the browser's. Modifiers other than Shift are. */
export function actOf(pressed: Pressed, where: Where): KeyAct | undefined {
  if (where === "dialog") return undefined;
  if (where === "typing" || where === "choice")
    return where === "typing" && pressed.key === "Escape" ? { act: "queue" } : undefined;
  // With Shift they select text.
  if ((where === "control" || pressed.shiftKey) && NATIVE.has(pressed.key)) return undefined;
  return (pressed.shiftKey ? shifted(pressed) : section(pressed)) ?? PLAIN[pressed.key];
}

/** Capital A to F grade the source; Shift with a digit, wherever its layout has it, grades what it says. */
function shifted({ key, code }: Pressed): KeyAct | undefined {
  const source = REVIEWING_CODES.sourceReliability.find((value) => value === key);
  if (source) return { act: "source", value: source };
  const information = REVIEWING_CODES.infoCredibility.find((value) => code === `Digit${value}`);
  return information && { act: "information", value: information };
}

function section({ key }: Pressed): KeyAct | undefined {
  return /^[1-9]$/.test(key) ? { act: "section", place: Number(key) - 1 } : undefined;
}

/** What is written on the keys of each line of the list. */
export const KEYS_OF: Readonly<Record<KeyLine, readonly string[]>> = {
  move: ["j", "k", "↓", "↑"],
  page: ["Page Down", "Page Up"],
  open: ["o", "Enter"],
  close: ["Esc"],
  search: ["/"],
  section: ["1", "…", "9"],
  keep: ["e"],
  source: ["Shift+A", "…", "Shift+F"],
  information: ["Shift+1", "…", "Shift+6"],
  label: ["l"],
  note: ["n"],
  status: ["s"],
  priority: ["p"],
  verification: ["v"],
  mine: ["m"],
  keys: ["?"],
};
