import { Button, type View } from "../../browser/view/controls.tsx";
import type { Host } from "../host.ts";
import type { Made } from "../vault/methods.ts";
import { Saving } from "./saving.tsx";
import { Step } from "./step.tsx";
import { Words } from "./words.tsx";

export interface FileMade {
  readonly id: string;
  readonly label: string;
  /** Left out where there is none. */
  readonly made: Made | null | undefined;
  /** What to do with it once it is saved. */
  readonly next: string;
}

export interface FilesMadeProps {
  readonly host: Host;
  readonly heading: string;
  readonly files: readonly FileMade[];
  /** To be compared in person, with what to say of it; left out where there is none. */
  readonly words?: {
    readonly label: string;
    readonly fingerprint: string | undefined;
    readonly next: string;
  };
  readonly onward: { readonly label: string; readonly go: () => void };
}

/** What was made: every file to be saved, and the words of a card. */
export function FilesMade({ host, heading, files, words, onward }: FilesMadeProps): View {
  return (
    <Step host={host} heading={heading} act={{ label: onward.label, ready: true, run: onward.go }}>
      {files.map(({ made, ...file }) => made && <Saving key={file.id} host={host} made={made} {...file} />)}
      {words?.fingerprint ? (
        <div class="compare">
          <Words label={words.label} fingerprint={words.fingerprint} />
          <p class="hint">{words.next}</p>
          <Button id="print" label={host.strings.print} act={() => window.print()} />
        </div>
      ) : null}
    </Step>
  );
}
