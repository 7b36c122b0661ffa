import { tipIdOf } from "../../../casebook/names.ts";
import type { VaultPeriod } from "../../../vault/vault.ts";
import { Caller } from "../../../workers/calls.ts";
import type { Openers, Outcome, SmallEnvelope } from "./open-small.ts";
import type { OpenerCalls, OpenerPort, StartOpener } from "./start-opener.ts";

/** So many envelopes lie with a worker, so that it never waits for the next. */
const AHEAD = 4;

/** The largest small envelope takes seconds where it takes longest, at the Safer level on a busy machine. */
const PATIENCE = 120_000;

/** Giving up a worker that has not begun yet costs time alone: its envelopes are opened by others, or here. */
const PATIENCE_TO_BEGIN = 30_000;

interface Job {
  readonly envelope: SmallEnvelope;
  readonly settle: (outcome: Outcome) => void;
}

/** A worker, and the envelopes that lie with it: it is at work on the first. */
interface Place {
  readonly port: OpenerPort;
  readonly worker: Caller<OpenerCalls, string>;
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
  #waiting: Job[] = [];
  readonly #places = new Set<Place>();

  /**
   * @param here opens them where no worker can be started, or none begins
   */
  constructor(size: number, start: StartOpener, periods: readonly VaultPeriod[], here: Openers) {
    this.most = 2 * AHEAD * size;
    this.#start = start;
    this.#periods = periods;
    this.#here = here;
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

  /** A browser that starts no more workers says so here: there is one place less. */
  #add(): void {
    try {
      this.#fill(this.#start());
    } catch (error) {
      console.error(error);
    }
  }

  #fill(port: OpenerPort): void {
    const place: Place = {
      port,
      worker: new Caller(port, "worker-broken", (code) => new Error(code)),
      jobs: [],
      isReady: false,
      timer: setTimeout(() => this.#lose(place), PATIENCE_TO_BEGIN),
    };
    this.#places.add(place);
    // Also while nothing lies with it: the next envelope isn't to be called broken for that.
    for (const end of ["error", "messageerror"] as const)
      port.addEventListener(end, (event) => {
        // Else the page hears of it as of an error of the worker that holds the vault, and gives that up.
        event.preventDefault();
        this.#lose(place);
      });
    this.#follow(place, place.worker.call("keys", this.#periods), () => {
      place.isReady = true;
    });
  }

  /** What a worker answers counts as long as it has its place, which it loses when it answers nothing any more. */
  #follow<T>(place: Place, answer: Promise<T>, take: (answer: T) => void): void {
    answer.then(
      (answered) => {
        if (!this.#places.has(place)) return;
        take(answered);
        this.#wait(place);
        this.#handOut();
      },
      () => this.#lose(place),
    );
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
      const answer = idlest.worker.call("open", { ...job.envelope, bytes }, undefined, [bytes.buffer]);
      this.#follow(idlest, answer, (outcome) => idlest.jobs.shift()?.settle(outcome));
    }
  }

  #openHere(): void {
    for (const { envelope, settle } of this.#waiting.splice(0)) this.#here.open(envelope).then(settle);
  }

  /** From now on for the envelope that it is at work on. */
  #wait(place: Place): void {
    clearTimeout(place.timer);
    if (place.jobs.length > 0) place.timer = setTimeout(() => this.#lose(place), PATIENCE);
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
    place.port.terminate();
  }
}

function byWork(a: Place, b: Place): number {
  return a.jobs.length - b.jobs.length;
}
