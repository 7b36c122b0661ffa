import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/controls.tsx";
import { FilePicker } from "../../../browser/view/file-picker.tsx";
import type { CeremonyFile } from "../../../ceremony/ceremony-file.ts";
import type { HostProps } from "../../host.ts";
import { Saving } from "../../view/saving.tsx";
import type { CeremonyState } from "../methods.ts";
import { Assemble, Collect, Publish } from "./after.tsx";
import { Draft } from "./draft.tsx";
import { Found } from "./found.tsx";
import { Freshen } from "./freshen.tsx";
import { More } from "./more.tsx";
import type { Aside, PartProps } from "./part.ts";
import { Room } from "./room.tsx";
import { Sheet } from "./sheet.tsx";
import { Sign } from "./sign.tsx";

export interface TableProps extends HostProps {
  readonly ceremony: CeremonyState;
  readonly put: (ceremony: CeremonyState) => void;
  readonly goAside: (aside: Aside) => void;
}

const DUE = {
  meet: Found,
  invite: Draft,
  sign: Sign,
  collect: Collect,
  assemble: Assemble,
  freshen: Freshen,
  publish: Publish,
} as const;

/** The table at which the stewards sit: what is due, who is there, what to save. */
export function Table({ host, ceremony, put, goAside }: TableProps): View {
  const { table: words, notes } = host.strings.steward;
  const [isDayRight, sayDayIsRight] = useState(false);
  const [count, setCount] = useState(0);
  const work = (work: (file: CeremonyFile) => Promise<CeremonyState>) =>
    void host.attempt(async () => {
      put(await work(ceremony.file));
      setCount((before) => before + 1);
    });
  const part: PartProps = { host, ceremony, work, goAside, isDayRight, sayDayIsRight };
  const { next } = ceremony.standing;
  const Due = DUE[next];
  return (
    <div class="table">
      <Due key={next} {...part}>
        {ceremony.notes.map(({ note, detail }, i) => (
          <p key={`${i}`} class="slow">
            {detail ? `${notes[note]} (${detail})` : notes[note]}
          </p>
        ))}
      </Due>
      <section class="panel" aria-label={words.room}>
        <h2>{words.room}</h2>
        <FilePicker
          id="brought"
          label={words.brought}
          many
          take={(chosen) => work((file) => host.ask("stewardTake", { file, chosen, as: "brought" }))}
        />
        <Room {...part} />
        <Saving
          key={`${count}`}
          host={host}
          id="ceremony"
          label={words.save}
          made={ceremony.made.own}
          next={words.saveNext}
        />
      </section>
      <More {...part} />
      <Sheet strings={host.strings} standing={ceremony.standing} />
    </div>
  );
}
