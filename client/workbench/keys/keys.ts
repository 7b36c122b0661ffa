import { REVIEWING_CODES, type ReviewingCode } from "../../report/vocabulary/reviewing/codes.ts";
import type { KeyLine } from "../strings/looking/strings.ts";
import type { Picked } from "../triage/desk.ts";

/** What a key does, beside what the browser does with it. */
export type KeyAct =
  | { readonly act: "move"; readonly by: number }
  | { readonly act: "section"; readonly place: number }
  | { readonly act: "source"; readonly value: ReviewingCode<"sourceReliability"> }
  | { readonly act: "information"; readonly value: ReviewingCode<"infoCredibility"> }
  /** To a field where something is typed, by its id. */
  | { readonly act: "focus"; readonly field: string }
  /** Gives the values of a field digits. */
  | { readonly act: "pick"; readonly field: Picked }
  /** The value at this place of the field that is picked; null leaves it as it is. */
  | { readonly act: "value"; readonly place: number | null }
  | { readonly act: "keep" | "aside" | "mine" }
  | { readonly act: "undo" | "select" | "filters" }
  | { readonly act: "open" | "close" | "search" | "queue" | "keys" };

/**
 * Where the keyboard is: nothing but `Escape` is taken from somebody who types, and nothing at all from a dialog.
 * While a value is picked, digits are its values.
 */
export type Where = "page" | "control" | "choice" | "picking" | "typing" | "dialog";

/** A key as the browser tells it. */
export interface Pressed {
  readonly key: string;
  /** The key's place, whatever its layout: `Digit1`. */
  readonly code: string;
  readonly shiftKey: boolean;
}

/** The same, with the keys that are held. */
interface Modified extends Pressed {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Ctrl+S or ⌘S, wherever the keyboard is and whatever it writes. */
export function isSave({ key, code, ctrlKey, metaKey, altKey }: Modified): boolean {
  const isLatin = /^[a-z]$/i.test(key);
  return (ctrlKey || metaKey) && !altKey && (isLatin ? key.toLowerCase() === "s" : code === "KeyS");
}

/** Keys that a button or a scrolled part needs for itself. */
const NATIVE = new Set(["Enter", " ", "ArrowDown", "ArrowUp", "PageDown", "PageUp"]);

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
  " ": { act: "select" },
  f: { act: "filters" },
  "/": { act: "search" },
  "?": { act: "keys" },
  e: { act: "keep" },
  x: { act: "aside" },
  z: { act: "undo" },
  m: { act: "mine" },
  l: { act: "focus", field: "new-label" },
  n: { act: "focus", field: "note" },
  s: { act: "pick", field: "status" },
  p: { act: "pick", field: "priority" },
  v: { act: "pick", field: "verification" },
  t: { act: "pick", field: "tlp" },
  a: { act: "pick", field: "pap" },
  g: { act: "pick", field: "assigned" },
};

/** What a key does where the keyboard is; undefined if it is the browser's. Modifiers other than Shift are. */
export function actOf(pressed: Pressed, where: Where): KeyAct | undefined {
  if (where === "dialog") return undefined;
  if (where === "typing" || where === "choice")
    return where === "typing" && pressed.key === "Escape" ? { act: "queue" } : undefined;
  if (where === "picking" && !pressed.shiftKey && /^[1-9]$/.test(pressed.key))
    return { act: "value", place: Number(pressed.key) - 1 };
  if (where === "picking" && pressed.key === "Escape") return { act: "value", place: null };
  // With Shift they select text.
  if ((where === "control" || where === "picking" || pressed.shiftKey) && NATIVE.has(pressed.key))
    return undefined;
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
  filters: ["f"],
  select: ["Space"],
  section: ["1", "…", "9"],
  keep: ["e"],
  aside: ["x"],
  undo: ["z"],
  source: ["Shift+A", "…", "Shift+F"],
  information: ["Shift+1", "…", "Shift+6"],
  label: ["l"],
  note: ["n"],
  mine: ["m"],
  status: ["s"],
  priority: ["p"],
  verification: ["v"],
  tlp: ["t"],
  pap: ["a"],
  assigned: ["g"],
  save: ["Ctrl+S", "⌘S"],
  keys: ["?"],
};
