import { REPLY_LENGTH } from "../report/reply.ts";
import { type Report, saysSomething, settleReport } from "../report/report.ts";
import { roomLeft } from "../report/tip-json.ts";
import type { Language } from "../report/vocabulary/languages.ts";
import { type Answers, noAnswers, reportOf } from "./answers.ts";
import { ChosenFiles } from "./chosen-files.ts";
import { Cleaner } from "./cleaner.ts";
import { Correspondence } from "./correspondence.ts";
import { SourceError } from "./errors.ts";
import type { SealingDraft } from "./worker/messages.ts";

/** The parts of the answers that have several fields. */
type PartName = "station" | "stationPlace" | "since" | "pressure" | "pressurePlace" | "when";

/** What a person has answered, written and chosen so far; it lives in this page's memory only. */
export class Draft {
  language: Language = "en";
  answers: Answers = noAnswers();
  readonly files: ChosenFiles;
  readonly correspondence = new Correspondence();
  readonly #cleaner: Pick<Cleaner, "clean" | "terminate">;

  constructor(cleaner: Pick<Cleaner, "clean" | "terminate"> = new Cleaner()) {
    this.#cleaner = cleaner;
    this.files = new ChosenFiles((picture) => cleaner.clean(picture));
  }

  /** The report as it is sent. */
  get report(): Report {
    return settleReport(reportOf(this.answers));
  }

  /** Whether anything would be lost if the page were closed. */
  get holdsSomething(): boolean {
    return saysSomething(this.report) || this.files.list.length > 0;
  }

  /** Bytes left in the tip.json; negative if there is too much. */
  get roomLeft(): number {
    const attachments = this.files.toSend();
    const room = roomLeft({ language: this.language, report: this.report, attachments, reply: null });
    return this.correspondence.codename ? room - REPLY_LENGTH : room;
  }

  /** Changes some of a part's answers. */
  change<P extends PartName>(part: P, change: Partial<Answers[P]>): void {
    this.answers[part] = { ...this.answers[part], ...change };
  }

  clear(): void {
    this.#cleaner.terminate();
    this.answers = noAnswers();
    this.files.clear();
    this.correspondence.drop();
  }

  /** What goes to the worker. @throws SourceError nothing-said, still-cleaning, tip-too-large */
  toSeal(): SealingDraft {
    if (!saysSomething(this.report)) throw new SourceError("nothing-said");
    if (this.files.reading) throw new SourceError("still-cleaning");
    if (this.roomLeft < 0) throw new SourceError("tip-too-large");
    const { language, report } = this;
    return { language, report, files: this.files.toSend(), codename: this.correspondence.codename ?? null };
  }
}
