import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../../browser/view/controls.tsx";
import { keysOf } from "../../keys/keys.ts";
import { KEY_LINES } from "../../strings/looking/strings.ts";
import { Columns } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";

/** What the keys do. The browser keeps the focus in it, closes it with Escape, and gives the focus back. */
export function KeyList({ app }: AppProps): View {
  const words = app.strings.looking.keys;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      id="keys"
      class="keys"
      aria-labelledby="keys-heading"
      onClose={() => (app.keysShown = false)}
    >
      <h2 id="keys-heading">{words.heading}</h2>
      <p class="hint">{words.hint}</p>
      <table aria-labelledby="keys-heading">
        <Columns names={[words.key, words.does]} />
        <tbody>
          {KEY_LINES.map((line) => (
            <tr key={line}>
              <th scope="row">
                {keysOf(line).map((key, i) => [i > 0 ? " " : "", key === "…" ? key : <kbd>{key}</kbd>])}
              </th>
              <td>{words.lines[line]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button kind="primary" label={words.close} act={() => dialog.current?.close()} />
    </dialog>
  );
}
