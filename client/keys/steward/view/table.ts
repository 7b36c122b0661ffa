import { h } from "preact";
import { useState } from "preact/hooks";
import { FilePicker } from "../../../browser/view/file-picker.ts";
import type { View } from "../../../browser/view/view.ts";
import type { CeremonyFile } from "../../../ceremony/ceremony-file.ts";
import type { HostProps } from "../../host.ts";
import { Saving } from "../../view/saving.ts";
import type { Desk } from "../works.ts";
import { Assemble, Collect, Publish } from "./after.ts";
import { Draft } from "./draft.ts";
import { Found } from "./found.ts";
import { Freshen } from "./freshen.ts";
import { More } from "./more.ts";
import { Room } from "./room.ts";
import type { SeatProps } from "./seat.ts";
import { Sheet } from "./sheet.ts";
import { Sign } from "./sign.ts";

export interface TableProps extends HostProps {
  readonly desk: Desk;
  readonly put: (desk: Desk) => void;
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
export function Table({ host, desk, put }: TableProps): View {
  const { table: words, notes } = host.strings.steward;
  const [isDayRight, sayDayIsRight] = useState(false);
  const [count, setCount] = useState(0);
  const work = (work: (file: CeremonyFile) => Promise<Desk>) =>
    void host.attempt(async () => {
      put(await work(desk.file));
      setCount((before) => before + 1);
    });
  const seat: SeatProps = { host, desk, work, isDayRight, sayDayIsRight };
  const { next } = desk.standing;
  return h(
    "div",
    { class: "table" },
    h(
      DUE[next],
      { ...seat, key: next },
      desk.notes.map(({ note, detail }, i) =>
        h("p", { key: `${i}`, class: "slow" }, detail ? `${notes[note]} (${detail})` : notes[note]),
      ),
    ),
    h(
      "section",
      { class: "panel", "aria-label": words.room },
      h("h2", {}, words.room),
      h(FilePicker, {
        ...{ id: "brought", label: words.brought, many: true },
        take: (chosen) => work((file) => host.ask("stewardTake", { file, chosen, as: "brought" })),
      }),
      h(Room, seat),
      h(Saving, {
        ...{ key: `${count}`, host, id: "ceremony", label: words.save },
        ...{ made: desk.made.own, next: words.saveNext },
      }),
    ),
    h(More, seat),
    h(Sheet, { strings: host.strings, standing: desk.standing }),
  );
}
