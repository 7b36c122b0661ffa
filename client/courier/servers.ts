import { ServerError } from "../http/errors.ts";
import type { CourierServer } from "./server.ts";

/** A server that failed for good, and why. */
export interface FailedServer {
  readonly address: string;
  readonly error: ServerError;
}

/**
 * The servers of one instance that a courier asks in one round. They share nothing and don't know of each other: one
 * that fails for good is named and asked nothing more, and the others go on.
 */
export class CourierServers {
  readonly #all: readonly CourierServer[];
  readonly #failed = new Map<CourierServer, ServerError>();
  readonly #onFailure: (failed: FailedServer) => void;

  /** @param onFailure is told of each that fails while another is left */
  constructor(all: readonly CourierServer[], onFailure: (failed: FailedServer) => void = () => {}) {
    this.#all = all;
    this.#onFailure = onFailure;
  }

  /** Those that haven't failed. */
  get left(): readonly CourierServer[] {
    return this.#all.filter((server) => !this.#failed.has(server));
  }

  get failed(): readonly FailedServer[] {
    return [...this.#failed].map(([{ address }, error]) => ({ address, error }));
  }

  /**
   * Does it with one server, unless that has failed. @returns undefined if it has, or fails now
   * @throws ServerError as CourierServer, if no other server is left; interrupted; whatever else `work` throws
   */
  async with<T>(server: CourierServer, work: () => Promise<T>): Promise<{ readonly came: T } | undefined> {
    if (this.#failed.has(server)) return undefined;
    try {
      return { came: await work() };
    } catch (error) {
      if (!(error instanceof ServerError) || error.code === "interrupted") throw error;
      if (this.#failed.has(server)) return undefined;
      this.#failed.set(server, error);
      if (this.left.length === 0) throw error;
      this.#onFailure({ address: server.address, error });
      return undefined;
    }
  }

  /** Does it with each that hasn't failed, all at a time. @returns what came, of those that didn't @throws as `with` */
  async each<T>(
    work: (server: CourierServer) => Promise<T>,
  ): Promise<readonly (readonly [CourierServer, T])[]> {
    const done = await Promise.all(
      this.left.map(async (server) => {
        const result = await this.with(server, () => work(server));
        return result ? ([[server, result.came]] as const) : [];
      }),
    );
    return done.flat();
  }
}
