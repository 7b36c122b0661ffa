import { useState } from "preact/hooks";
import { collect, equalBytes } from "../../../crypto/bytes.ts";
import { offerFile } from "../../browser/offer-file.ts";
import { readBlob, UnreadableFile } from "../../browser/read-blob.ts";
import { Button, type View } from "../../browser/view/controls.tsx";
import { FilePicker } from "../../browser/view/file-picker.tsx";
import type { Host } from "../host.ts";
import type { Made } from "../vault/methods.ts";

export interface SavingProps {
  readonly host: Host;
  readonly id: string;
  readonly label: string;
  readonly made: Made;
  /** What to do with it once it is saved. */
  readonly next: string;
}

type State = "offered" | "saved" | "same" | "other";

/** A file to be saved; what was saved can be chosen again, to see that it is whole: a browser doesn't tell. */
export function Saving({ host, id, label, made, next }: SavingProps): View {
  const { saving: words } = host.strings;
  const [state, setState] = useState<State>("offered");
  const check = async (file: File) => setState((await isSame(file, made.bytes)) ? "same" : "other");
  return (
    <div class="saving">
      <div class="actions">
        <Button
          kind={state === "offered" ? "primary" : "quiet"}
          id={`save-${id}`}
          label={label}
          act={() => {
            offerFile(new Blob([made.bytes]), made.name);
            setState("saved");
          }}
        />
        {state === "offered" ? null : (
          <FilePicker id={`check-${id}`} label={words.check} take={([file]) => void (file && check(file))} />
        )}
      </div>
      <p class="hint">{next}</p>
      <div role="status">
        {state === "same" ? <p class="good">{words.same}</p> : null}
        {state === "other" ? <p class="error">{words.other}</p> : null}
      </div>
    </div>
  );
}

async function isSame(file: File, bytes: Uint8Array): Promise<boolean> {
  if (file.size !== bytes.length) return false;
  try {
    return equalBytes(await collect(readBlob(file)), bytes);
  } catch (error) {
    if (error instanceof UnreadableFile) return false;
    throw error;
  }
}
