import { MAX_FILES_LENGTH } from "../../chosen-files.ts";
import { codeOf } from "../../errors.ts";
import { formatBytes } from "../../format.ts";
import { SENTENCE_OF } from "../../strings/sentence-of.ts";
import type { Around } from "../around.ts";
import { element, paragraphs } from "../dom.ts";
import { FileList } from "../file-list.ts";
import { filesPicker } from "../file-picker.ts";
import type { SectionOptions } from "../section.ts";

export interface FilesSection extends SectionOptions {
  readonly add: (files: readonly File[]) => void;
}

/** Files by picker, drop or paste; each shows what was found in it, and what of it is sent. */
export function filesSection({ strings, draft }: Around): FilesSection {
  const { files } = strings;
  const notice = element("div", { class: "notice", role: "alert" });
  notice.hidden = true;
  /** Each by itself, so that one that can't be taken stops none of the others, and is named. */
  const attempt = async (chosen: readonly File[], change: (file: File) => void | Promise<void>) => {
    const refused = new Map<string, string[]>();
    for (const file of chosen) {
      try {
        await change(file);
      } catch (error) {
        const sentence = strings.sentences[SENTENCE_OF[codeOf(error)]];
        refused.set(sentence, [...(refused.get(sentence) ?? []), file.name]);
      }
    }
    const lines = [...refused].map(([sentence, names]) => `${names.join(", ")}: ${sentence}`);
    notice.replaceChildren(...paragraphs(lines));
    notice.hidden = lines.length === 0;
  };
  const list = new FileList(strings, {
    remove: (key) => draft.files.remove(key),
    choose: (key, choices) => {
      const chosen = draft.files.list.filter((file) => file.key === key).map(({ file }) => file);
      attempt(chosen, () => draft.files.choose(key, choices));
    },
  });
  const add = (added: readonly File[]) => attempt(added, (file) => draft.files.add([file]));
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
    answer: () => (draft.files.list.length > 0 ? files.announce(draft.files.list.length) : ""),
    add,
  };
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
