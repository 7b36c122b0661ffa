import { MAX_FILES_LENGTH } from "../../chosen-files.ts";
import { codeOf } from "../../errors.ts";
import { formatBytes } from "../../format.ts";
import { SENTENCE_OF } from "../../strings/sentence-of.ts";
import type { Around } from "../around.ts";
import { element } from "../dom.ts";
import { FileList } from "../file-list.ts";
import { filesPicker } from "../file-picker.ts";
import type { StepView } from "../step-view.ts";

/** Files by picker, drop or paste; each shows what was found in it, and what of it is sent. */
export function filesStep({ strings, draft }: Around): StepView {
  const { files } = strings;
  const notice = element("p", { class: "notice", role: "alert" });
  notice.hidden = true;
  const attempt = async (change: () => void | Promise<void>) => {
    notice.hidden = true;
    try {
      await change();
    } catch (error) {
      notice.textContent = strings.sentences[SENTENCE_OF[codeOf(error)]];
      notice.hidden = false;
    }
  };
  const list = new FileList(strings, {
    remove: (key) => draft.files.remove(key),
    choose: (key, choices) => attempt(() => draft.files.choose(key, choices)),
  });
  const add = (added: readonly File[]) => attempt(() => draft.files.add(added));
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
    heading: files.heading,
    lede: files.hint(formatBytes(MAX_FILES_LENGTH, strings.language)),
    contents: [list.element, notice, zone],
    paste: (pasted) => {
      if (pasted.length > 0) add(pasted);
    },
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
