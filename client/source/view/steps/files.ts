import { element, paragraphs } from "../../../browser/dom.ts";
import { filesPicker } from "../../../browser/file-picker.ts";
import { MAX_FILES_LENGTH } from "../../chosen-files.ts";
import { codeOf, type SourceErrorCode } from "../../errors.ts";
import { formatBytes } from "../../format.ts";
import { SENTENCE_OF } from "../../strings/sentence-of.ts";
import type { Around } from "../around.ts";
import { FileList } from "../file-list.ts";
import type { SectionOptions } from "../section.ts";

export interface FilesSection extends SectionOptions {
  readonly add: (files: readonly File[]) => void;
}

/** Files by picker, drop or paste; each shows what was found in it, and what of it is sent. */
export function filesSection({ strings, draft }: Around): FilesSection {
  const { files } = strings;
  const notice = element("div", { class: "notice", role: "alert" });
  notice.hidden = true;
  const say = (lines: readonly string[]) => {
    notice.replaceChildren(...paragraphs(lines));
    notice.hidden = lines.length === 0;
  };
  /** Each by itself, so that one that can't be taken stops none of the others, and is named. */
  const attempt = async (chosen: readonly File[], change: (file: File) => void | Promise<void>) => {
    const refused = new Map<string, string[]>();
    for (const file of chosen) {
      const code = await refusal(() => change(file));
      if (code === undefined) continue;
      const sentence = strings.sentences[SENTENCE_OF[code]];
      refused.set(sentence, [...(refused.get(sentence) ?? []), file.name]);
    }
    say([...refused].map(([sentence, names]) => `${listed(names)}: ${sentence}`));
  };
  const list = new FileList(strings, {
    remove: (key) => draft.files.remove(key),
    choose: (key, choices) => {
      const chosen = draft.files.list.filter((file) => file.key === key).map(({ file }) => file);
      attempt(chosen, () => draft.files.choose(key, choices));
    },
  });
  /** Of too many none is taken: nobody would look through hundreds for those that were. */
  const add = async (added: readonly File[]) => {
    const code = await refusal(() => draft.files.add(added));
    if (code === "too-many-files") say([strings.sentences[SENTENCE_OF[code]]]);
    else if (code === undefined) say([]);
    else await attempt(added, (file) => draft.files.add([file]));
  };
  const zone = element(
    "div",
    { class: "drop" },
    ...filesPicker({ id: "picker", label: files.choose }, true, add),
    element("span", { class: "or" }, files.orDrop),
  );
  acceptDrops(zone, add);
  draft.files.changed = () => list.show(draft.files.list);
  list.show(draft.files.list);
  return {
    question: "files",
    heading: files.heading,
    lede: files.hint(formatBytes(MAX_FILES_LENGTH, strings.language)),
    contents: [element("p", { class: "care" }, files.shows), list.element, notice, zone],
    answer: () =>
      draft.files.list.length > 0 ? files.announce(draft.files.list.length) : strings.questions.notSaid,
    add,
  };
}

/** Why a change is refused; undefined if it isn't. */
async function refusal(change: () => void | Promise<void>): Promise<SourceErrorCode | undefined> {
  try {
    await change();
  } catch (error) {
    return codeOf(error);
  }
  return undefined;
}

/** The first of them, and how many there are if that isn't all. */
function listed(names: readonly string[]): string {
  const first = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${first} … (${names.length})` : first;
}

/** Takes files that are dropped on the zone. */
function acceptDrops(zone: HTMLElement, add: (files: readonly File[]) => void): void {
  const mark = (over: boolean) => zone.classList.toggle("over", over);
  for (const type of ["dragenter", "dragover"]) zone.addEventListener(type, () => mark(true));
  zone.addEventListener("dragleave", () => mark(false));
  zone.addEventListener("drop", (event) => {
    mark(false);
    add([...(event.dataTransfer?.files ?? [])]);
  });
}
