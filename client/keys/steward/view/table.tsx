import { useState } from "preact/hooks";
import type { View } from "../../../browser/view/controls.tsx";
import { FilePicker } from "../../../browser/view/file-picker.tsx";
import type { CeremonyFile } from "../../../ceremony/ceremony-file.ts";
import type { HostProps } from "../../host.ts";
import { Saving } from "../../view/saving.tsx";
import type { Desk } from "../works.ts";
import { Assemble, Collect, Publish } from "./after.tsx";
import { Draft } from "./draft.tsx";
import { Found } from "./found.tsx";
import { Freshen } from "./freshen.tsx";
import { More } from "./more.tsx";
import { Room } from "./room.tsx";
import type { Aside, SeatProps } from "./seat.ts";
import { Sheet } from "./sheet.tsx";
import { Sign } from "./sign.tsx";

export interface TableProps extends HostProps {
  readonly desk: Desk;
  readonly put: (desk: Desk) => void;
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
export function Table({ host, desk, put, goAside }: TableProps): View {
  const { table: words, notes } = host.strings.steward;
  const [isDayRight, sayDayIsRight] = useState(false);
  const [count, setCount] = useState(0);
  const work = (work: (file: CeremonyFile) => Promise<Desk>) =>
    void host.attempt(async () => {
      put(await work(desk.file));
      setCount((before) => before + 1);
    });
  const seat: SeatProps = { host, desk, work, goAside, isDayRight, sayDayIsRight };
  const { next } = desk.standing;
  const Due = DUE[next];
  return (
    <div class="table">
      <Due key={next} {...seat}>
        {desk.notes.map(({ note, detail }, i) => (
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
        <Room {...seat} />
        <Saving
          key={`${count}`}
          host={host}
          id="ceremony"
          label={words.save}
          made={desk.made.own}
          next={words.saveNext}
        />
      </section>
      <More {...seat} />
      <Sheet strings={host.strings} standing={desk.standing} />
    </div>
  );
}
