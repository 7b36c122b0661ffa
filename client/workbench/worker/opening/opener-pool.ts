import { tipIdOf } from "../../../casebook/names.ts";
import type { VaultPeriod } from "../../../vault/vault.ts";
import type { Openers, Outcome, SmallEnvelope } from "./open-small.ts";
import type { FromOpener, OpenerWorker, StartOpener } from "./start-opener.ts";

/** So many envelopes lie with a worker, so that it never waits for the next. */
const AHEAD = 4;

/** The largest small envelope takes seconds where it takes longest, at the Safer level on a busy machine. */
const PATIENCE = 120_000;

interface Job {
  readonly envelope: SmallEnvelope;
  readonly settle: (outcome: Outcome) => void;
}

/** A worker, and the envelopes that lie with it: it is at work on the first. */
interface Place {
  readonly worker: OpenerWorker;
  readonly jobs: Job[];
  isReady: boolean;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * Opens envelopes in several workers. One that a worker ends over, or doesn't come back from, is broken; what else
 * lay with that worker goes to another one.
 */
export class OpenerPool implements Openers {
  readonly most: number;
  readonly #start: StartOpener;
  readonly #periods: readonly VaultPeriod[];
  readonly #here: Openers;
  readonly #patience: number;
  #waiting: Job[] = [];
  readonly #places = new Set<Place>();

  /**
   * @param here opens them where no worker can be started
   * @param patience milliseconds that one envelope, or the start of a worker, may take
   */
  constructor(
    size: number,
    start: StartOpener,
    periods: readonly VaultPeriod[],
    here: Openers,
    patience = PATIENCE,
  ) {
    this.most = 2 * AHEAD * size;
    this.#start = start;
    this.#periods = periods;
    this.#here = here;
    this.#patience = patience;
    for (let i = 0; i < size; i++) this.#add();
  }

  open(envelope: SmallEnvelope): Promise<Outcome> {
    return new Promise((settle) => {
      this.#waiting.push({ envelope, settle });
      this.#handOut();
    });
  }

  end(): void {
    for (const place of this.#places) this.#remove(place);
  }

  #add(): void {
    const place: Place = {
      worker: this.#start(
        (message) => this.#hear(place, message),
        () => this.#lose(place),
      ),
      jobs: [],
      isReady: false,
      timer: setTimeout(() => this.#lose(place), this.#patience),
    };
    this.#places.add(place);
    place.worker.post({ kind: "keys", periods: this.#periods });
  }

  #hear(place: Place, message: FromOpener): void {
    if (!this.#places.has(place)) return;
    if (message.kind === "ready") place.isReady = true;
    else place.jobs.shift()?.settle(message.outcome);
    this.#wait(place);
    this.#handOut();
  }

  /** Always to whoever has least to do. */
  #handOut(): void {
    if (this.#places.size === 0) this.#openHere();
    for (;;) {
      const [idlest] = [...this.#places].filter(({ isReady }) => isReady).sort(byWork);
      if (!idlest || idlest.jobs.length >= AHEAD) return;
      const job = this.#waiting.shift();
      if (!job) return;
      // A copy, to be handed over: the envelope is needed again if the worker ends before its turn.
      const bytes = new Uint8Array(job.envelope.bytes);
      idlest.jobs.push(job);
      if (idlest.jobs.length === 1) this.#wait(idlest);
      idlest.worker.post({ kind: "open", envelope: { ...job.envelope, bytes } }, [bytes.buffer]);
    }
  }

  #openHere(): void {
    for (const { envelope, settle } of this.#waiting.splice(0)) this.#here.open(envelope).then(settle);
  }

  /** From now on for the envelope that it is at work on. */
  #wait(place: Place): void {
    clearTimeout(place.timer);
    if (place.jobs.length > 0) place.timer = setTimeout(() => this.#lose(place), this.#patience);
  }

  #lose(place: Place): void {
    if (!this.#places.has(place)) return;
    this.#remove(place);
    const [stumbledOver, ...others] = place.jobs;
    this.#waiting = [...others, ...this.#waiting];
    if (stumbledOver) {
      const { name, digest } = stumbledOver.envelope;
      stumbledOver.settle({ name, trouble: "program-stumbled", tip: tipIdOf(digest) });
    }
    // One that never began would not begin at the second attempt.
    if (place.isReady) this.#add();
    this.#handOut();
  }

  #remove(place: Place): void {
    this.#places.delete(place);
    clearTimeout(place.timer);
    place.worker.end();
  }
}

function byWork(a: Place, b: Place): number {
  return a.jobs.length - b.jobs.length;
}
