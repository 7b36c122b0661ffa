import type { TargetedKeyboardEvent } from "preact";
import { useState } from "preact/hooks";
import { FORGETFUL } from "../../browser/view/controls.tsx";
import type { Named } from "../together/find.ts";
import type { View } from "./view.ts";

export interface ComboboxProps<K extends string> {
  readonly id: string;
  readonly label: string;
  /** What is called somehow like what was typed. */
  readonly find: (typed: string) => readonly Named<K>[];
  /** Said if nothing is. */
  readonly none: string;
  readonly choose: (chosen: Named<K>) => void;
}

/** A field in which one of many is chosen by a part of its name (the combobox of the ARIA Authoring Practices). */
export function Combobox<K extends string>({ id, label, find, none, choose }: ComboboxProps<K>): View {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const found = isOpen ? find(typed) : [];
  const list = `${id}-list`;
  const take = (chosen: Named<K> | undefined) => {
    if (!chosen) return;
    setTyped("");
    setOpen(false);
    choose(chosen);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    if (event.isComposing) return;
    if (event.key === "Enter") take(found[at]);
    else if (event.key === "ArrowDown") setAt(Math.min(found.length - 1, at + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, at - 1));
    else if (event.key === "Escape" && isOpen) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="combobox">
      <label for={id}>{label}</label>
      <input
        {...FORGETFUL}
        id={id}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={found.length > 0 ? "true" : "false"}
        aria-controls={list}
        {...(found[at] ? { "aria-activedescendant": `${id}-${at}` } : {})}
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <ul id={list} role="listbox" aria-label={label} hidden={found.length === 0}>
        {found.map((named, i) => (
          <li
            key={named.key}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at ? "true" : "false"}
            dir="auto"
            // Before the field loses the focus, and with it the list.
            onMouseDown={(event: MouseEvent) => {
              event.preventDefault();
              take(named);
            }}
          >
            {named.name}
          </li>
        ))}
      </ul>
      <p class="hint" role="status">
        {isOpen && typed.trim() !== "" && found.length === 0 ? none : ""}
      </p>
    </div>
  );
}
