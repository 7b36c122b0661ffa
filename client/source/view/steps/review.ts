import { button, element } from "../../../browser/dom.ts";
import { ATTACHMENTS_FOLDER } from "../../../report/attachment-name.ts";
import { cleaningInWords, type Entry, readableReport, type Section } from "../../../report/readable.ts";
import { saysSomething } from "../../../report/report.ts";
import { formatBytes } from "../../format.ts";
import type { Trust } from "../../state.ts";
import type { Question } from "../../steps.ts";
import type { Around } from "../around.ts";
import { HintsView } from "../hints.ts";
import { type AskActions, askView } from "../letters/ask.ts";
import type { StepView } from "../step-view.ts";
import { confirmation } from "./consent.ts";

export interface ReviewActions {
  /** Goes back to a question. */
  readonly change: (question: Question) => void;
  /** Seals, and sends or saves. */
  readonly seal: () => void;
  /** The question whether an answer can be read, where reviewers answer. */
  readonly ask: AskActions | undefined;
  /** Shows the step anew. */
  readonly again: () => void;
}

/** All that will be sent, as it will be read, and what is still undecided; then the button that seals it. */
export function reviewStep(
  around: Around,
  trust: Trust,
  fromFile: boolean,
  status: HTMLElement,
  actions: ReviewActions,
): StepView {
  const { strings, draft } = around;
  const { review } = strings;
  const says = saysSomething(draft.report);
  draft.files.changed = actions.again;
  const undecided = [
    ...draft.answers.unconfirmed.map((code) => confirmation(around, code)),
    ...heldFiles(around),
  ];
  for (const asked of undecided) asked.addEventListener("change", actions.again);
  return {
    heading: review.heading,
    lede: says ? review.lede : review.nothing,
    contents: [
      ...partsOf(around).map(({ question, ...section }) =>
        sectionView(section, review.change, review.changeWhat, () => actions.change(question)),
      ),
      ...undecided,
      new HintsView(around).element,
      ...(draft.files.reading
        ? [element("p", { class: "status", role: "status" }, strings.files.reading)]
        : []),
      ...(actions.ask ? [askView(around, actions.ask)] : []),
      status,
    ],
    forward: {
      label: fromFile ? review.save : review.send,
      disabled: !says || draft.files.reading || trust.state !== "verified",
      press: actions.seal,
    },
  };
}

interface Part extends Section {
  /** Where it can be changed. */
  readonly question: Question;
}

/** Only what was said: topics of which nothing more is, in one part; one's own words; the rest; and the files. */
function partsOf({ strings, words, draft }: Around): readonly Part[] {
  const { fields, labels } = words;
  const sections = readableReport(draft.report, strings.language);
  const bare = sections.filter(({ entries }) => entries.length === 0);
  const topics = bare.map(({ heading }) => ({ text: heading, quoted: false }));
  const places: Readonly<Record<string, Question>> = {
    [fields.narrative]: "narrative",
    [labels.kind.station]: "premises",
    [labels.kind.pressure]: "family",
    [fields.about]: "consent",
  };
  const parts = sections
    .filter((section) => !bare.includes(section))
    .map((section): Part => ({ ...section, question: places[section.heading] ?? "topic" }));
  const own = parts.filter(({ question }) => question === "narrative");
  const files = filesSent({ strings, words, draft });
  return [
    ...(bare.length > 0
      ? [
          {
            heading: strings.questions.topic,
            entries: [{ label: "", said: topics }],
            question: "topic" as const,
          },
        ]
      : []),
    ...own,
    ...parts.filter((part) => !own.includes(part)),
    ...(files.length > 0
      ? [{ heading: strings.files.heading, entries: files, question: "files" as const }]
      : []),
  ];
}

/** "Photo 1, 1.8 MB": what became of it, and what was chosen to go with it. */
function filesSent({ strings, words, draft }: Around): Entry[] {
  const { review, language } = strings;
  const { held, list } = draft.files;
  const chosen = list.filter((file) => !held.includes(file));
  const sent = draft.files.toSend();
  const originals = new Set(sent.map(({ original }) => original));
  return sent
    .filter(({ name }) => !originals.has(name))
    .map(({ name, type, size, cleaned, original }, i) => {
      const kind = (["image", "video", "audio"] as const).find((known) => type.startsWith(known)) ?? "other";
      const ours = (text: string) => ({ text, quoted: false });
      const isNamed = chosen[i]?.choices.name === true;
      return {
        label: review.file(kind, i + 1, formatBytes(size, language)),
        said: [
          ...(isNamed ? [{ text: name.slice(ATTACHMENTS_FOLDER.length), quoted: true }] : []),
          ours(cleaningInWords(cleaned, words)),
          ...(original === null ? [] : [ours(review.withOriginal)]),
        ],
      };
    });
}

/** Files that aren't sent unless a person decides so: the question is asked again. */
function heldFiles({ strings, draft }: Around): HTMLElement[] {
  const { held } = draft.files;
  if (held.length === 0) return [];
  const choices = held.map(({ key, file, cleaning }) => {
    const name = element("bdi", {}, file.name);
    if (cleaning.kind === "damaged" && cleaning.code === "file-unreadable") return element("p", {}, name);
    const box = element("input", { type: "checkbox", id: `held-${key}` });
    box.addEventListener("change", () => draft.files.choose(key, { asItIs: true }));
    const text = element("span", {}, name, element("small", {}, strings.files.sendAsItIs));
    return element("label", { class: "choice" }, box, text);
  });
  return [
    element("div", { class: "confirm" }, element("p", {}, strings.review.notSent(held.length)), ...choices),
  ];
}

function sectionView(
  { heading, entries }: Section,
  change: string,
  changeWhat: (heading: string) => string,
  go: () => void,
): HTMLElement {
  const changing = button(change, "plain", go);
  changing.setAttribute("aria-label", changeWhat(heading));
  return element(
    "section",
    { class: "part" },
    element("div", { class: "part-head" }, element("h2", {}, heading), changing),
    ...entries.map(entryView),
  );
}

function entryView({ label, said }: Entry): HTMLElement {
  const texts = said.map(({ text, quoted }) =>
    quoted ? element("p", { class: "said", dir: "auto", translate: "no" }, text) : element("p", {}, text),
  );
  if (label === "") return element("div", { class: "entry" }, ...texts);
  return element("div", { class: "entry" }, element("h3", {}, label), element("div", {}, ...texts));
}
