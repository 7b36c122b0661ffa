import { useState } from "preact/hooks";
import { Button, Tick, type View } from "../../../browser/view/controls.tsx";
import { thresholdWarnings } from "../../../ceremony/anchors.ts";
import { Count, countsFrom } from "../../view/count.tsx";
import { Ways } from "../../view/menu.tsx";
import type { AskProps } from "../../view/step.tsx";
import { ForOperator } from "./after.tsx";
import { DraftFields, firstAsked, isReady, runDraft } from "./draft.tsx";
import { DayTick } from "./due.tsx";
import type { PartProps } from "./part.ts";
import { Warnings } from "./warnings.tsx";

/** What isn't due, and can be done all the same. */
export function More(part: PartProps): View {
  const { host, ceremony } = part;
  const { table: words } = host.strings.steward;
  const { standing, made } = ceremony;
  return (
    <details class="panel" id="more">
      <summary>{words.more}</summary>
      <Button id="print" label={words.print} act={print} />
      {made.forOperator.length > 0 && standing.next !== "publish" ? <ForOperator {...part} /> : null}
      {standing.draft ? <GiveUp {...part} /> : null}
      {!standing.draft && standing.rosters > 0 && standing.next !== "invite" ? (
        <DraftAgain {...part} />
      ) : null}
      {!standing.draft && standing.instance ? <Move {...part} /> : null}
      <OwnVault {...part} />
    </details>
  );
}

const ASIDE = ["shares", "passphrase"] as const;

/** What a steward does with the vault alone. */
function OwnVault({ host, goAside }: PartProps): View {
  const { ways } = host.strings.reviewer;
  return <Ways ways={ASIDE.map((aside) => ({ id: aside, ...ways[aside], go: () => goAside(aside) }))} />;
}

function DraftAgain(part: PartProps): View {
  const { draft: words } = part.host.strings.steward;
  const [asked, ask] = useState(firstAsked(part.ceremony.standing.rosters));
  return (
    <Besides
      part={part}
      id="draft"
      words={words}
      ready={isReady(part, asked)}
      run={() => runDraft(part, asked)}
    >
      <DraftFields part={part} asked={asked} ask={ask} />
      {part.ceremony.standing.next === "freshen" ? null : <DayTick {...part} />}
    </Besides>
  );
}

function GiveUp(part: PartProps): View {
  const { host, work } = part;
  const { giveUp: words } = host.strings.steward;
  const [forget, setForget] = useState(false);
  const run = () => work((file) => host.ask("stewardGiveUp", { file, forget }));
  return (
    <Besides part={part} id="give-up" words={words} ready run={run}>
      <Tick id="forget" label={words.forget} ticked={forget} tick={setForget} />
    </Besides>
  );
}

function Move(part: PartProps): View {
  const { host, ceremony, work } = part;
  const { move: words, found } = host.strings.steward;
  const { stewards, newStewards, instance } = ceremony.standing;
  const [leaving, setLeaving] = useState<readonly string[]>([]);
  const [chosen, choose] = useState(instance?.threshold ?? 1);
  const carded = stewards.filter(({ handle }) => handle !== undefined);
  const count = carded.length + newStewards.length - leaving.length;
  const threshold = Math.min(chosen, count);
  const run = () => work((file) => host.ask("stewardMove", { file, leaving, threshold }));
  return (
    <Besides
      part={part}
      id="move"
      words={words}
      ready={count > 0 && leaving.length + newStewards.length > 0}
      run={run}
    >
      {carded.map(({ id, handle }) => (
        <Tick
          key={id}
          id={`leaves-${id.slice(0, 8)}`}
          label={words.leaves(handle ?? id)}
          ticked={leaving.includes(id)}
          tick={(goes) => setLeaving(goes ? [...leaving, id] : leaving.filter((other) => other !== id))}
        />
      ))}
      <Count
        id="new-threshold"
        label={found.threshold}
        value={threshold}
        counts={countsFrom(1, count)}
        text={(signers) => found.of(signers, count)}
        choose={choose}
      />
      <Warnings strings={host.strings} warnings={thresholdWarnings(count, threshold)} />
    </Besides>
  );
}

interface BesidesProps extends Pick<AskProps, "words" | "children"> {
  readonly part: PartProps;
  /** Of its button. */
  readonly id: string;
  readonly ready: boolean;
  readonly run: () => void;
}

/** Something that can be done beside what is due. */
function Besides({ part: { host }, id, words, ready, run, children }: BesidesProps): View {
  return (
    <section class="fields" aria-label={words.heading}>
      <h2>{words.heading}</h2>
      {words.lede === undefined ? null : <p>{words.lede}</p>}
      {children}
      <Button id={id} disabled={host.busy !== undefined || !ready} label={words.act} act={run} />
    </section>
  );
}
