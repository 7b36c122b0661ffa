import { dayOf } from "../../../protocol/day.ts";
import { offerFile } from "../../browser/offer-file.ts";
import { type Correspondent, type MailbagPlan, planMailbag } from "../../casebook/mailbag-plan.ts";
import type { TipId } from "../../casebook/names.ts";
import type { LetterCode } from "../../letters/letter.ts";
import type { Host } from "../host.ts";
import type { QueueModel } from "../queue/model.ts";
import type { QueuedTip } from "../queue/queued-tip.ts";
import type { Row } from "../queue/row.ts";
import type { CasebookModel } from "../review/casebook.ts";
import type { Drafts } from "../review/drafts.ts";
import { mapWith, mapWithout, tracked } from "../state.ts";
import type { ReadDraft, ShownLetter } from "../worker/casebook-messages.ts";
import { type Answering, answering, asSent, replyIn, threadOf } from "./thread.ts";

/** What is typed to a source. */
export interface Typed {
  readonly text: string;
  /** Empty until somebody chooses one: then it is the source's. */
  readonly language: string;
}

export const NOTHING_TYPED: Typed = { text: "", language: "" };

/** Why no letter can be written to a tip's source. */
export type CannotWrite = "no-roster" | "not-given" | "unproven" | "not-opened" | "mailbox-weak";

/** How far the mailbag has come. */
export type Bag =
  | { readonly state: "sealing"; readonly slots: number }
  | {
      readonly state: "handed";
      readonly name: string;
      readonly letters: number;
      readonly renewals: number;
      /** The file of an earlier one that has been chosen again meanwhile. */
      readonly earlier: string | null;
    }
  | { readonly state: "saved"; readonly name: string };

/** What letters need of the rest. */
export interface LettersHost extends Host {
  readonly casebook: Pick<CasebookModel, "hear" | "keeping" | "letters" | "signing" | "writing">;
  readonly queue: Pick<QueueModel, "replies" | "rowOf" | "tips">;
  readonly drafts: Pick<Drafts, "get" | "put">;
}

/** Letters to sources, from the page's side: the worker signs and seals them. */
export class LettersModel {
  /** Opened here, and not put away. */
  drafts: readonly ReadDraft[] = [];
  bag: Bag | undefined;
  /** Names of the drafts that the browser was given, by tip. */
  handed: ReadonlyMap<TipId, string> = new Map();
  /** Something is signed or sealed: nothing else is until then, however often it is pressed. */
  isBusy = false;
  readonly #host: LettersHost;
  #files = 0;

  constructor(host: LettersHost) {
    this.#host = host;
    tracked(this);
  }

  /** A mailbag that isn't known to be on a disk would be lost with the tab. */
  get holdsUnsaved(): boolean {
    return this.bag?.state === "handed";
  }

  /** Undefined if a letter can be written. */
  whyNot(tip: QueuedTip): CannotWrite | undefined {
    const { contents } = tip;
    const reply = replyIn(tip);
    const { writing } = this.#host.casebook;
    if (contents.kind !== "report" || !reply || contents.proof === "fails") return "unproven";
    if (contents.proof === undefined) return "not-opened";
    if (writing === null) return "no-roster";
    if (writing.signers === 0) return "not-given";
    return this.#host.queue.replies.replyTo(reply.address) ? undefined : "mailbox-weak";
  }

  threadOf(address: string) {
    return threadOf(address, this.#host.queue.tips.values(), this.#host.casebook.letters);
  }

  /** Whether a draft's letter goes to the source of the tip that it names. */
  answering({ tip, address }: ReadDraft): Answering {
    return answering(this.#host.queue.tips.get(tip), address);
  }

  /** A tip of an address to which a letter goes: the first that proved it, or one that reviewers kept with it. */
  tipOf({ address, tips }: Pick<ShownLetter, "address" | "tips">): TipId | undefined {
    const { queue } = this.#host;
    const isOfIt = (tip: TipId) =>
      queue.tips.has(tip) && answering(queue.tips.get(tip), address) !== "another";
    return queue.replies.firstOf(address) ?? tips.find(isOfIt);
  }

  /** Signs a letter, for good or as a draft. */
  async write(row: Row, address: string, code: LetterCode, { text, language }: Typed): Promise<void> {
    const { casebook, worker } = this.#host;
    const keeping = casebook.keeping(row);
    const letter = { tip: row.tip.id, address, language, code, text, keeping };
    const done = await this.#alone(async () => {
      const draft = await casebook.signing(keeping, () => worker.call("writeLetter", letter, casebook.hear));
      if (draft) this.handed = mapWith(this.handed, [[row.tip.id, this.#offer(draft, "letter", "age")]]);
    });
    if (done && code === "text" && !this.handed.has(row.tip.id)) this.#forget(row.tip.id, text);
  }

  /** A draft came in: a newer copy takes the place of an older one. */
  takeDraft(draft: ReadDraft): void {
    this.drafts = [...this.drafts.filter(({ name }) => name !== draft.name), draft];
    this.#host.goTo("letters");
  }

  putAway(draft: ReadDraft): void {
    this.drafts = this.drafts.filter((other) => other !== draft);
  }

  /** @param refusal why it isn't signed; null signs it @returns whether it was answered */
  async answer(draft: ReadDraft, refusal: string | null): Promise<boolean> {
    const { text } = draft;
    const done = await this.#alone(async () => {
      const sealed = await this.#host.worker.call("answerDraft", { text, refusal });
      this.#offer(sealed, refusal === null ? "letter-signed" : "letter-refused", "age");
    });
    if (done) this.putAway(draft);
    return done;
  }

  /** A draft with enough signatures becomes a letter of this casebook. */
  async accept(draft: ReadDraft): Promise<void> {
    const { worker, casebook, queue } = this.#host;
    const row = queue.rowOf(draft.tip);
    const keeping = row ? casebook.keeping(row) : [];
    const taken = { text: draft.text, keeping };
    const take = () => worker.call("takeDraft", taken, casebook.hear);
    if (!(await this.#alone(() => casebook.signing(keeping, take)))) return;
    this.#forget(draft.tip, draft.letter.text);
    this.putAway(draft);
  }

  get plan(): MailbagPlan<ShownLetter> {
    return planMailbag(this.#host.casebook.letters, dayOf(Date.now()), this.#correspondents);
  }

  async makeBag(): Promise<void> {
    this.bag = { state: "sealing", slots: 0 };
    const { worker, casebook } = this.#host;
    const made = await this.#host.attempt(async () => {
      const bag = await worker.call("makeMailbag", this.#correspondents, (told) => {
        if (told.kind !== "slots") return casebook.hear(told);
        this.bag = { state: "sealing", slots: told.slots };
      });
      const name = this.#offer(bag.bytes, "mailbag", "slots");
      this.bag = { state: "handed", name, letters: bag.letters, renewals: bag.renewals, earlier: null };
    });
    if (!made) this.bag = undefined;
  }

  /** @param file the saved one, or an earlier one, chosen again; null if the person has looked */
  async confirmBag(file: File | null): Promise<void> {
    const { bag } = this;
    if (bag?.state !== "handed") return;
    const { worker, casebook } = this.#host;
    await this.#alone(async () => {
      const isLast = await worker.call("confirmMailbag", file, casebook.hear);
      this.bag = isLast ? { state: "saved", name: bag.name } : { ...bag, earlier: file?.name ?? null };
    });
  }

  get #correspondents(): ReadonlyMap<string, Correspondent> {
    const { replies } = this.#host.queue;
    const addresses = new Set(this.#host.casebook.letters.map(({ address }) => address));
    return new Map(
      [...addresses].flatMap((address) => {
        const reply = replies.replyTo(address);
        return reply ? [[address, { reply, lastHeard: replies.lastHeard(address) }] as const] : [];
      }),
    );
  }

  /** What was typed has become a letter; words that were typed since, or are others, stay. */
  #forget(tip: TipId, text: string): void {
    if (asSent(this.#host.drafts.get<Typed>("letter", tip, NOTHING_TYPED).text) !== text) return;
    this.handed = mapWithout(this.handed, tip);
    this.#host.drafts.put("letter", tip, undefined);
  }

  /** One thing at a time. @returns whether it is done */
  async #alone(work: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    const done = await this.#host.attempt(work);
    this.isBusy = false;
    return done;
  }

  /** Names say no more than a casebook's does: whoever finds the stick reads them. */
  #offer(bytes: Uint8Array<ArrayBuffer>, called: string, ending: string): string {
    this.#files++;
    const name = `${called}-${dayOf(Date.now())}-${this.#files}.${ending}`;
    offerFile(new Blob([bytes], { type: "application/octet-stream" }), name);
    return name;
  }
}
