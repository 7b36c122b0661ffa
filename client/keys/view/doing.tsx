import type { View } from "../../browser/view/controls.tsx";
import type { HostProps } from "../host.ts";
import { sentenceOf } from "./sentence.ts";

/** What is being done and how long it still takes, or what went wrong. */
export function Doing({ host }: HostProps): View {
  const { busy, told, strings } = host;
  const { doing: words } = strings;
  return (
    <div class="doing">
      <div role="status">{busy ? <p>{words.working}</p> : null}</div>
      {busy ? (
        <progress aria-label={words.working} {...(busy.done !== undefined && { value: busy.done })} />
      ) : null}
      {busy?.left === undefined ? null : <p class="hint">{words.left(busy.left)}</p>}
      {busy && host.slow ? <p class="hint">{words.slow}</p> : null}
      <div role="alert">{told ? <p class="error">{sentenceOf(told, strings)}</p> : null}</div>
    </div>
  );
}
