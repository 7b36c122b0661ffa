import { EXIT } from "../errors.ts";
import { counted, say, warn } from "../say.ts";
import type { Outcome } from "./open-all.ts";
import type { OpenedEnvelope } from "./open-envelope.ts";
import type { WrittenFile } from "./write-file.ts";

/** Says what became of each envelope, and at the end of all. */
export class Summary {
  readonly #folder: string;
  readonly #broken: Extract<Outcome, { kind: "broken" }>[] = [];
  #written = 0;
  #present = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  add(outcome: Outcome): void {
    switch (outcome.kind) {
      case "written":
        this.#written++;
        say(`${outcome.folder}  ${description(outcome.opened)}`);
        for (const { alarm, sentence } of outcome.opened.notices) {
          if (alarm) warn(`Notice, ${outcome.folder}: ${sentence}`);
        }
        break;
      case "present":
        this.#present++;
        break;
      case "broken":
        this.#broken.push(outcome);
    }
  }

  /** The last lines; the result is the exit code. */
  finish(): number {
    const { length: broken } = this.#broken;
    if (this.#written > 0) say(`${counted(this.#written, "tip is", "tips are")} written to ${this.#folder}.`);
    if (this.#present > 0)
      say(`${counted(this.#present, "tip is", "tips are")} already in ${this.#folder}, and left alone.`);
    if (broken === 0) return EXIT.ok;
    warn(`${counted(broken, "envelope")} could not be opened:`);
    for (const { path, sentence } of this.#broken) warn(`  ${path}: ${sentence}`);
    return EXIT.partly;
  }
}

function description({ contents }: OpenedEnvelope): string {
  if (contents.kind === "whole") return ofHandMade(contents.files);
  const count = contents.attachments.length;
  const attachments = count === 0 ? "no attachments" : counted(count, "attachment");
  return "unreadable" in contents.tip ? attachments : `${contents.tip.language}, ${attachments}`;
}

function ofHandMade(files: readonly WrittenFile[]): string {
  const [file, ...more] = files;
  return file && more.length === 0
    ? `one file, ${file.stored}`
    : `sealed by hand, ${counted(files.length, "file")}`;
}
