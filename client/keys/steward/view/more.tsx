import { useState } from "preact/hooks";
import { Button, Choice, Tick, type View } from "../../../browser/view/controls.tsx";
import { thresholdWarnings } from "../../../ceremony/anchors.ts";
import { Ways } from "../../view/menu.tsx";
import { ForOperator } from "./after.tsx";
import { DraftFields, firstAsked, isReady, runDraft } from "./draft.tsx";
import { DayTick } from "./due.tsx";
import type { SeatProps } from "./seat.ts";
import { Warnings } from "./warnings.tsx";

/** What isn't due, and can be done all the same. */
export function More(seat: SeatProps): View {
  const { host, desk } = seat;
  const { table: words } = host.strings.steward;
  const { standing, made } = desk;
  return (
    <details class="panel" id="more">
      <summary>{words.more}</summary>
      <Button id="print" label={words.print} act={print} />
      {made.forOperator.length > 0 && standing.next !== "publish" ? <ForOperator {...seat} /> : null}
      {standing.draft ? <GiveUp {...seat} /> : null}
      {!standing.draft && standing.rosters > 0 && standing.next !== "invite" ? (
        <DraftAgain {...seat} />
      ) : null}
      {!standing.draft && standing.instance ? <Move {...seat} /> : null}
      <OwnVault {...seat} />
    </details>
  );
}

const ASIDE = ["shares", "passphrase"] as const;

/** What a steward does with the vault alone. */
function OwnVault({ host, goAside }: SeatProps): View {
  const { ways } = host.strings.reviewer;
  return <Ways ways={ASIDE.map((aside) => ({ id: aside, ...ways[aside], go: () => goAside(aside) }))} />;
}

function DraftAgain(seat: SeatProps): View {
  const { draft: words } = seat.host.strings.steward;
  const [asked, ask] = useState(firstAsked(seat.desk.standing.rosters));
  return (
    <section class="fields" aria-label={words.heading}>
      <h2>{words.heading}</h2>
      <DraftFields seat={seat} asked={asked} ask={ask} />
      {seat.desk.standing.next === "freshen" ? null : <DayTick {...seat} />}
      <Plain
        seat={seat}
        id="draft"
        label={words.act}
        ready={isReady(seat, asked)}
        run={() => runDraft(seat, asked)}
      />
    </section>
  );
}

function GiveUp(seat: SeatProps): View {
  const { host, work } = seat;
  const { giveUp: words } = host.strings.steward;
  const [forget, setForget] = useState(false);
  const run = () => work((file) => host.ask("stewardGiveUp", { file, forget }));
  return (
    <section class="fields" aria-label={words.heading}>
      <h2>{words.heading}</h2>
      <p>{words.lede}</p>
      <Tick id="forget" label={words.forget} ticked={forget} tick={setForget} />
      <Plain seat={seat} id="give-up" label={words.act} ready run={run} />
    </section>
  );
}

function Move(seat: SeatProps): View {
  const { host, desk, work } = seat;
  const { move: words, found } = host.strings.steward;
  const { stewards, newStewards, instance } = desk.standing;
  const [leaving, setLeaving] = useState<readonly string[]>([]);
  const [chosen, choose] = useState(String(instance?.threshold ?? 1));
  const carded = stewards.filter(({ handle }) => handle !== undefined);
  const count = carded.length + newStewards.length - leaving.length;
  const threshold = String(Math.min(Number(chosen), count));
  const run = () => work((file) => host.ask("stewardMove", { file, leaving, threshold: Number(threshold) }));
  const options = Array.from({ length: count }, (_, i) => ({
    value: String(i + 1),
    text: found.of(i + 1, count),
  }));
  return (
    <section class="fields" aria-label={words.heading}>
      <h2>{words.heading}</h2>
      <p>{words.lede}</p>
      {carded.map(({ id, handle }) => (
        <Tick
          key={id}
          id={`leaves-${id.slice(0, 8)}`}
          label={words.leaves(handle ?? id)}
          ticked={leaving.includes(id)}
          tick={(goes) => setLeaving(goes ? [...leaving, id] : leaving.filter((other) => other !== id))}
        />
      ))}
      <Choice
        id="new-threshold"
        label={found.threshold}
        value={threshold}
        options={options}
        choose={choose}
      />
      <Warnings strings={host.strings} warnings={thresholdWarnings(count, Number(threshold))} />
      <Plain
        seat={seat}
        id="move"
        label={words.act}
        ready={count > 0 && leaving.length + newStewards.length > 0}
        run={run}
      />
    </section>
  );
}

interface PlainProps {
  readonly seat: SeatProps;
  readonly id: string;
  readonly label: string;
  readonly ready: boolean;
  readonly run: () => void;
}

function Plain({ seat, id, label, ready, run }: PlainProps): View {
  const disabled = seat.host.busy !== undefined || !ready;
  return <Button id={id} disabled={disabled} label={label} act={run} />;
}
