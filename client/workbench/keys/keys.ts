import { REVIEWING_CODES, type ReviewingCode } from "../../report/vocabulary/reviewing/codes.ts";
import type { KeyLine } from "../strings/looking/strings.ts";
import type { Picked } from "../triage/model.ts";

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

/** What keys do alone, by the lines of the list. */
const PLAIN: Readonly<Partial<Record<KeyLine, Readonly<Record<string, KeyAct>>>>> = {
  move: { j: move(1), k: move(-1), ArrowDown: move(1), ArrowUp: move(-1) },
  page: { PageDown: move(10), PageUp: move(-10) },
  open: { o: { act: "open" }, Enter: { act: "open" } },
  close: { Escape: { act: "close" } },
  search: { "/": { act: "search" } },
  filters: { f: { act: "filters" } },
  select: { " ": { act: "select" } },
  keep: { e: { act: "keep" } },
  aside: { x: { act: "aside" } },
  undo: { z: { act: "undo" } },
  label: { l: { act: "focus", field: "new-label" } },
  note: { n: { act: "focus", field: "note" } },
  mine: { m: { act: "mine" } },
  status: { s: { act: "pick", field: "status" } },
  priority: { p: { act: "pick", field: "priority" } },
  verification: { v: { act: "pick", field: "verification" } },
  tlp: { t: { act: "pick", field: "tlp" } },
  pap: { a: { act: "pick", field: "pap" } },
  assigned: { g: { act: "pick", field: "assigned" } },
  keys: { "?": { act: "keys" } },
};

const PLAIN_ACTS: ReadonlyMap<string, KeyAct> = new Map(Object.values(PLAIN).flatMap(Object.entries<KeyAct>));

/** What is written on keys, where it isn't what browsers call them. */
const WRITTEN: Readonly<Record<string, string>> = {
  ...{ ArrowDown: "↓", ArrowUp: "↑", PageDown: "Page Down", PageUp: "Page Up", Escape: "Esc", " ": "Space" },
};

/** The keys of the other lines, as they are written. */
const OTHERS: Readonly<Partial<Record<KeyLine, readonly string[]>>> = {
  section: ["1", "…", "9"],
  source: ["Shift+A", "…", "Shift+F"],
  information: ["Shift+1", "…", "Shift+6"],
  save: ["Ctrl+S", "⌘S"],
};

/** What is written on the keys of a line of the list. */
export function keysOf(line: KeyLine): readonly string[] {
  return OTHERS[line] ?? Object.keys(PLAIN[line] ?? {}).map((key) => WRITTEN[key] ?? key);
}

function move(by: number): KeyAct {
  return { act: "move", by };
}

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
  return (pressed.shiftKey ? shifted(pressed) : section(pressed)) ?? PLAIN_ACTS.get(pressed.key);
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
