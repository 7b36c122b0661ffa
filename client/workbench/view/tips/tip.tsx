import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../../browser/view/controls.tsx";
import { filesOf } from "../../../opening/opened-tip.ts";
import { wordsOf } from "../../../report/vocabulary/languages.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import type { App } from "../../app.ts";
import type { Row } from "../../queue/row.ts";
import { LANGUAGES } from "../../strings/languages.ts";
import { Together } from "../together/together.tsx";
import type { AppProps, RowProps, View } from "../view.ts";
import { Contents } from "./contents.tsx";
import { Differing } from "./differing.tsx";
import { Files } from "./files.tsx";
import { FoldActions } from "./fold-bar.tsx";
import { Letters } from "./letters.tsx";
import { Review } from "./review.tsx";
import { Translations } from "./translations.tsx";

/** The tip that is open: what came, beside what reviewers make of it. */
export function Tip({ app }: AppProps): View {
  const row = app.queue.rowOf(app.queue.open);
  if (!row) return <p class="nothing">{app.strings.tip.choose}</p>;
  return <OneTip key={row.tip.id} app={app} row={row} />;
}

function OneTip({ app, row }: RowProps): View {
  const { strings } = app;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.scrollIntoView({ block: "nearest" });
    // Another tip is read before it is judged.
    if (app.reviewShown) app.reviewShown = false;
  }, []);
  return (
    <article class={app.reviewShown ? "one-tip reviewing" : "one-tip"}>
      <div class="tip-head">
        <h1 ref={heading}>{row.designation}</h1>
        <p class="hint">{cameWords(row, app)}</p>
        <div class="actions">
          {row.kept ? (
            <Button
              label={strings.exports.dossier}
              act={() => app.exports.lookAtDossier({ abouts: [row.tip.id], said: row.designation })}
            />
          ) : null}
          <Button label={strings.tip.close} act={() => app.queue.openTip(undefined)} />
        </div>
      </div>
      <div class="sent" tabIndex={0} role="group" aria-label={strings.tip.asSent}>
        {row.tip.facts.need === "danger_now" ? <Danger app={app} row={row} /> : null}
        <Noticed app={app} row={row} />
        <OutOfQueue app={app} row={row} />
        <Contents app={app} row={row} behindFacts={<Methods app={app} row={row} />} />
        <Translations app={app} row={row} />
        <Files app={app} row={row} files={filesOf(row.tip.contents)} />
        <Letters app={app} row={row} />
        <Together app={app} row={row} />
      </div>
      <Review app={app} row={row} />
    </article>
  );
}

function cameWords({ tip }: Row, { strings: { tip: words } }: App): string {
  const language = LANGUAGES.find((known) => known.language === tip.facts.language)?.name;
  return [
    tip.day === null ? words.cameLoose : words.came(tip.day),
    ...(language ? [words.writtenIn(language)] : []),
  ].join(" · ");
}

/** The only thing on the page that is as loud. */
function Danger({ app, row }: RowProps): View {
  const { need } = wordsOf(app.strings.language).labels;
  return (
    <div class="in-danger" role="note">
      <span aria-hidden="true">⚠</span>
      <strong>{need[row.tip.facts.need ?? "danger_now"]}</strong>
      <span>{app.strings.triage.dangerWhat}</span>
    </div>
  );
}

function Noticed({ app, row }: RowProps): View | null {
  const { marks, together, errors } = app.strings;
  const said = [
    ...(row.shut ? [together.shutWhy(errors[row.shut])] : []),
    ...row.marks.map((mark) => marks[mark].sentence),
  ];
  if (said.length === 0) return null;
  return (
    <ul class={row.alarming ? "noticed alarming" : "noticed"} aria-label={app.strings.tip.noticed}>
      {said.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** What keeps a tip out of the queue, or takes it out. */
function OutOfQueue({ app, row }: RowProps): View {
  const { together: words } = app.strings;
  const fold = app.queue.foldOf(row.tip.id);
  const aside = app.casebook.views.get(row.tip.id)?.aside ?? [];
  return (
    <div class="out">
      {fold ? <FoldActions app={app} fold={fold} /> : null}
      {row.aside ? <p role="status">{words.isAside}</p> : null}
      <Differing<boolean> app={app} current={aside} text={(is) => (is ? words.setAside : words.toQueue)} />
    </div>
  );
}

/** Which of Freedom House's methods the report's own choices are cases of. */
function Methods({ app, row }: RowProps): View | null {
  const { methods } = row.tip.facts;
  if (methods.length === 0) return null;
  const { fhClass } = reviewingLabels(app.strings.language);
  return (
    <p class="methods hint">
      {app.strings.looking.methodsHere}
      {": "}
      {methods.map((method) => fhClass[method]).join(" · ")}
    </p>
  );
}
