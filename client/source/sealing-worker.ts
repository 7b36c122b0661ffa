import type { Codename } from "../letters/codename.ts";
import type { FoundLetters } from "../letters/find-letters.ts";
import { Caller } from "../workers/calls.ts";
import { SourceError } from "./errors.ts";
import { startWorker } from "./start-worker.ts";
import type { SealerCalls } from "./worker/main.ts";
import type { Failure, SealingDraft, Verified } from "./worker/messages.ts";

/** Told of an envelope while it is being sealed, in this order: begins once, part by part, ends once. */
export interface EnvelopeSink {
  begins(length: number, parts: number): void;
  /** Each part must be acknowledged to the worker, sooner or later, or it stops after a few. */
  part(bytes: Uint8Array<ArrayBuffer>): void;
  ends(digest: string): void;
}

/** The worker that verifies and seals, from the page's side. It does one thing at a time. */
export class SealingWorker {
  readonly #worker = startWorker("sealer");
  readonly #caller = new Caller<SealerCalls, Failure>(
    this.#worker,
    { code: "worker-broken" },
    ({ code, opens, file }) => new SourceError(code, opens, file),
  );

  /** Verifies the bytes of `/v1/roster`. @throws SourceError with the first thing that does not hold */
  verify(rosterFile: Uint8Array<ArrayBuffer>): Promise<Verified> {
    return this.#caller.call("verify", rosterFile);
  }

  /** Looks for a codename's letters among everybody's. @throws SourceError letters-malformed */
  look(codename: Codename, pool: Uint8Array<ArrayBuffer>): Promise<FoundLetters> {
    return this.#caller.call("look", { codename, pool });
  }

  /** Seals a draft into the sink. @throws SourceError; the sink then hears no more */
  async seal(draft: SealingDraft, sink: EnvelopeSink): Promise<void> {
    sink.ends(
      await this.#caller.call("seal", draft, (told) => {
        if (told instanceof Uint8Array) sink.part(told);
        else sink.begins(told.length, told.parts);
      }),
    );
  }

  /** The page is done with a part: its buffer goes back. */
  acknowledge(bytes: Uint8Array<ArrayBuffer>): void {
    this.#caller.send("acknowledge", bytes, [bytes.buffer]);
  }

  /** Ends it, with everything in its memory. Whoever still waits for it waits in vain. */
  terminate(): void {
    this.#worker.terminate();
  }
}
