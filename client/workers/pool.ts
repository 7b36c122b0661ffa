import { Caller, type Calls, type Port } from "./calls.ts";

/** So many jobs lie with a worker, so that it never waits for the next. */
const AHEAD = 4;

/** Giving up a worker that has not begun yet costs time alone: its jobs are done by others, or here. */
const PATIENCE_TO_BEGIN = 30_000;

/** A worker of a pool, from the side of whoever started it. */
export interface PoolPort extends Port {
  /** Ends it, whatever it is doing. */
  terminate(): unknown;
}

/** What a pool does, and how: J is a job, R what comes of it. */
export interface Trade<C extends Calls<C>, J, R> {
  /** May throw, where no more workers can be had. */
  start(): PoolPort;
  /** What a worker needs before its first job. */
  begin(worker: Caller<C, string>): Promise<unknown>;
  /** Fails only if the worker is broken. */
  work(worker: Caller<C, string>, job: J): Promise<R>;
  /** What a worker does last, if it comes to that: at the end of all. */
  end?(worker: Caller<C, string>): Promise<unknown>;
  /** Milliseconds after which a worker that is still at one job is taken for broken; undefined for never. */
  readonly patience?: number;
  /** A worker ended over this job, or didn't come back from it. */
  lost(job: J): R;
  /** On this thread: where no worker can be started, or none begins. */
  here(job: J): Promise<R>;
}

interface Taken<J, R> {
  readonly job: J;
  readonly settle: (result: R | Promise<R>) => void;
}

/** A worker, and the jobs that lie with it: it is at work on the first. */
interface Place<C extends Calls<C>, J, R> {
  readonly port: PoolPort;
  readonly worker: Caller<C, string>;
  readonly jobs: Taken<J, R>[];
  isReady: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Does jobs in several workers. The one that a worker ends over, or doesn't come back from, is lost; what else lay with
 * that worker goes to another one.
 */
export class Pool<C extends Calls<C>, J, R> {
  readonly #trade: Trade<C, J, R>;
  #waiting: Taken<J, R>[] = [];
  readonly #places = new Set<Place<C, J, R>>();

  constructor(size: number, trade: Trade<C, J, R>) {
    this.#trade = trade;
    for (let i = 0; i < size; i++) this.#add();
  }

  /** How many jobs keep so many workers busy. */
  static mostOf(size: number): number {
    return 2 * AHEAD * size;
  }

  /** Rejects only if `here` does. */
  do(job: J): Promise<R> {
    return new Promise((settle) => {
      this.#waiting.push({ job, settle });
      this.#handOut();
    });
  }

  /** Nothing is done any more; what was begun is never answered. */
  async end(): Promise<void> {
    const places = [...this.#places];
    this.#places.clear();
    await Promise.all(
      places.map(async ({ worker, port, timer }) => {
        clearTimeout(timer);
        // A worker that is broken has nothing left to do.
        if (this.#trade.end) await this.#trade.end(worker).catch(() => {});
        await port.terminate();
      }),
    );
  }

  #add(): void {
    let port: PoolPort;
    try {
      port = this.#trade.start();
    } catch {
      // Where no more can be had there is one place less; without any, all is done here.
      return;
    }
    this.#fill(port);
  }

  #fill(port: PoolPort): void {
    const place: Place<C, J, R> = {
      port,
      worker: new Caller(port, "worker-broken", (code) => new Error(code)),
      jobs: [],
      isReady: false,
      timer: setTimeout(() => this.#lose(place), PATIENCE_TO_BEGIN),
    };
    this.#places.add(place);
    // Also while nothing lies with it: the next job isn't to be called lost for that.
    for (const end of ["error", "messageerror"] as const) port.addEventListener(end, () => this.#lose(place));
    this.#follow(place, this.#trade.begin(place.worker), () => {
      place.isReady = true;
    });
  }

  /** What a worker answers counts as long as it has its place, which it loses when it answers nothing any more. */
  #follow<T>(place: Place<C, J, R>, answer: Promise<T>, take: (answer: T) => void): void {
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
    if (this.#places.size === 0) this.#doHere();
    for (;;) {
      const [idlest] = [...this.#places].filter(({ isReady }) => isReady).sort(byWork);
      if (!idlest || idlest.jobs.length >= AHEAD) return;
      const taken = this.#waiting.shift();
      if (!taken) return;
      idlest.jobs.push(taken);
      if (idlest.jobs.length === 1) this.#wait(idlest);
      this.#follow(idlest, this.#trade.work(idlest.worker, taken.job), (result) =>
        idlest.jobs.shift()?.settle(result),
      );
    }
  }

  #doHere(): void {
    for (const { job, settle } of this.#waiting.splice(0)) settle(this.#trade.here(job));
  }

  /** From now on for the job that it is at work on. */
  #wait(place: Place<C, J, R>): void {
    clearTimeout(place.timer);
    const { patience } = this.#trade;
    if (place.jobs.length > 0 && patience !== undefined)
      place.timer = setTimeout(() => this.#lose(place), patience);
  }

  #lose(place: Place<C, J, R>): void {
    if (!this.#places.delete(place)) return;
    clearTimeout(place.timer);
    place.port.terminate();
    const [stumbledOver, ...others] = place.jobs;
    this.#waiting = [...others, ...this.#waiting];
    stumbledOver?.settle(this.#trade.lost(stumbledOver.job));
    // One that never began would not begin at the second attempt.
    if (place.isReady) this.#add();
    this.#handOut();
  }
}

function byWork<C extends Calls<C>, J, R>(a: Place<C, J, R>, b: Place<C, J, R>): number {
  return a.jobs.length - b.jobs.length;
}
