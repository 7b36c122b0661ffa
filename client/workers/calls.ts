/** One thing that a worker can do: what is asked, what it tells meanwhile, what it answers. All of it can be cloned. */
interface Called {
  readonly asked: unknown;
  readonly told: unknown;
  readonly answer: unknown;
}

/** All that a worker can do, by name. */
export type Calls<C> = { readonly [K in keyof C]: Called };

/** Tells of a call before its answer; the listed buffers are given away with it. */
export type Tell<T> = (told: T, hand?: ArrayBuffer[]) => void;

/** Functions that do it. */
export type Methods<M> = { readonly [K in keyof M]: (asked: never, tell: never) => unknown };

/** What can be called of a worker that has these functions. */
export type CallsOf<M extends Methods<M>> = {
  readonly [K in keyof M]: {
    readonly asked: Parameters<M[K]>[0];
    readonly told: M[K] extends (asked: never, tell: Tell<infer T>) => unknown ? T : never;
    readonly answer: Unwrapped<Awaited<ReturnType<M[K]>>>;
  };
};

type Unwrapped<T> = T extends Handed<infer V> ? V : T;

/** An answer with buffers that are given away with it, not copied. */
export class Handed<T> {
  readonly value: T;
  readonly hand: ArrayBuffer[];

  constructor(value: T, ...bytes: Uint8Array<ArrayBuffer>[]) {
    this.value = value;
    this.hand = bytes.map(({ buffer }) => buffer);
  }
}

/** What goes to the worker. */
export interface Call {
  readonly call: number;
  readonly name: string;
  readonly asked: unknown;
}

/** What comes back: a failure as whoever serves it says it, since an error would lose its class and its code. */
export type Reply = { readonly call: number } & (
  | { readonly told: unknown }
  | { readonly answer: unknown }
  | { readonly failure: unknown }
);

/** A worker from the side of whoever calls it, as far as calls need it. */
export interface Port {
  postMessage(message: Call, hand: ArrayBuffer[]): void;
  addEventListener(type: "message", hear: (event: { readonly data: Reply }) => void): void;
  addEventListener(type: "error" | "messageerror", broken: (event: Event) => void): void;
}

interface Waiting {
  readonly hear: (told: never) => void;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls the methods of a worker. */
export class Caller<C extends Calls<C>, F> {
  readonly #port: Port;
  readonly #errorOf: (failure: F) => Error;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #broken: Error | undefined;

  /** @param broken what fails everything once the worker answers nothing any more */
  constructor(port: Port, broken: F, errorOf: (failure: F) => Error) {
    this.#port = port;
    this.#errorOf = errorOf;
    port.addEventListener("message", ({ data }) => this.#take(data));
    const end = () => {
      this.#broken = errorOf(broken);
      for (const { reject } of this.#waiting.values()) reject(this.#broken);
      this.#waiting.clear();
    };
    port.addEventListener("error", end);
    port.addEventListener("messageerror", end);
  }

  /**
   * @param hear gets what is told meanwhile; if it throws, so does the call
   * @param hand buffers that are given away with what is asked
   * @throws what `errorOf` makes of the failure
   */
  call<K extends keyof C & string>(
    name: K,
    asked: C[K]["asked"],
    hear: (told: C[K]["told"]) => void = () => {},
    hand: ArrayBuffer[] = [],
  ): Promise<C[K]["answer"]> {
    return new Promise((resolve, reject) => {
      if (this.#broken) throw this.#broken;
      const call = this.#next++;
      this.#waiting.set(call, { hear, resolve, reject });
      this.#port.postMessage({ call, name, asked }, hand);
    });
  }

  /** The same, of which nobody waits for the end. */
  send<K extends keyof C & string>(name: K, asked: C[K]["asked"], hand: ArrayBuffer[]): void {
    this.#port.postMessage({ call: 0, name, asked }, hand);
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.call);
    if (!waiting) return;
    if ("told" in reply) {
      try {
        waiting.hear(reply.told as never);
        return;
      } catch (error) {
        waiting.reject(error);
      }
    } else if ("answer" in reply) waiting.resolve(reply.answer as never);
    else waiting.reject(this.#errorOf(reply.failure as F));
    this.#waiting.delete(reply.call);
  }
}

/** The other side: answers each call to its end. @param failureOf what of an error goes back */
export function answering<M extends Methods<M>>(
  methods: M,
  failureOf: (error: unknown, name: string) => unknown,
  post: (reply: Reply, hand: ArrayBuffer[]) => void,
): (call: Call) => Promise<void> {
  return async ({ call, name, asked }) => {
    try {
      const tell: Tell<unknown> = (told, hand = []) => post({ call, told }, hand);
      // The other side's types hold for both.
      const answer = await methods[name as keyof M](asked as never, tell as never);
      if (answer instanceof Handed) post({ call, answer: answer.value }, answer.hand);
      else post({ call, answer }, []);
    } catch (error) {
      post({ call, failure: failureOf(error, name) }, []);
    }
  };
}

/** In a worker: answers what is called from outside, or through a port; all at once or, `inOrder`, one after the other. */
export function serve<M extends Methods<M>>(
  methods: M,
  failureOf: (error: unknown, name: string) => unknown,
  { inOrder = true, at = self }: { inOrder?: boolean; at?: typeof self | MessagePort | undefined } = {},
): void {
  const answer = answering(methods, failureOf, (reply, transfer) => at.postMessage(reply, { transfer }));
  let last = Promise.resolve();
  const take = ({ data }: MessageEvent<Call>) => {
    if (inOrder) last = last.then(() => answer(data));
    else void answer(data);
  };
  at.addEventListener("message", take as EventListener);
  // Nobody knows which call it was: thrown here, the caller hears of it as of a worker that broke down.
  at.addEventListener("messageerror", () => {
    throw new Error("a call can't be read");
  });
}
