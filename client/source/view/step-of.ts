import type { App } from "../app.ts";
import type { Step } from "../steps.ts";
import type { Strings } from "../strings/strings.ts";
import type { Around } from "./around.ts";
import type { StepView } from "./step-view.ts";
import { basisStep, needStep, relationshipStep } from "./steps/about.ts";
import { beginStep } from "./steps/begin.ts";
import { consentStep } from "./steps/consent.ts";
import { dateStep } from "./steps/date.ts";
import { filesStep } from "./steps/files.ts";
import { languageStep } from "./steps/language.ts";
import { narrativeStep } from "./steps/narrative.ts";
import { placeStep } from "./steps/place.ts";
import { directStep, familyStep } from "./steps/pressure.ts";
import { reviewStep } from "./steps/review.ts";
import { rosterStep } from "./steps/roster.ts";
import { nameStep, premisesStep, topicStep } from "./steps/station.ts";

/** What some steps need beside the words and the draft. */
export interface StepSurroundings {
  readonly app: App;
  readonly languages: readonly Strings[];
  readonly status: HTMLElement;
  readonly speak: (strings: Strings) => void;
  readonly go: (step: Step) => void;
  /** Shows the step anew. */
  readonly again: () => void;
}

/** A step, made anew from the draft. */
export function stepView(step: Step, around: Around, surroundings: StepSurroundings): StepView {
  const { app, status, go, again } = surroundings;
  switch (step) {
    case "language":
      return languageStep(surroundings.languages, surroundings.speak);
    case "begin":
      return beginStep(around, status, app.fromFile ? undefined : (file) => app.handIn(file));
    case "roster":
      return rosterStep(around, app.trust, status, (file) => app.takeRoster(file));
    case "topic":
      return topicStep(around);
    case "premises":
      return premisesStep(around);
    case "name":
      return nameStep(around);
    case "stationPlace":
      return placeStep(around, "station");
    case "since":
      return dateStep(around, "station");
    case "family":
      return familyStep(around);
    case "direct":
      return directStep(around);
    case "pressurePlace":
      return placeStep(around, "pressure");
    case "when":
      return dateStep(around, "pressure");
    case "relationship":
      return relationshipStep(around);
    case "basis":
      return basisStep(around);
    case "need":
      return needStep(around);
    case "consent":
      return consentStep(around);
    case "narrative":
      return narrativeStep(around);
    case "files":
      return filesStep(around);
    case "review":
      return reviewStep(around, app.trust, app.fromFile, status, { go, again, seal: () => app.seal() });
  }
}
