import { dayOf } from "../../../protocol/day.ts";
import { offerFile } from "../../browser/offer-file.ts";
import type { Host } from "../host.ts";
import type { QueueModel } from "../queue/model.ts";
import { tracked } from "../state.ts";
import { PageError } from "../worker-client.ts";
import { encodeLooks, isLookName, MOST_LOOKS, parseLooks, type SavedLook } from "./saved-looks.ts";

/** What saved looks need of the rest. */
export type SavedHost = Host & { readonly queue: Pick<QueueModel, "looking" | "look"> };

/**
 * The ways of looking at the queue that a person gave names. They are nobody else's affair and no part of custody, so
 * they are no acts of the casebook: they stay in this tab, and go into a small file sealed to this vault alone if the
 * person says so.
 */
export class SavedModel {
  looks: readonly SavedLook[] = [];
  /** Whether there is something that no file has. */
  unsaved = false;
  readonly #host: SavedHost;

  constructor(host: SavedHost) {
    this.#host = host;
    tracked(this);
  }

  /** Keeps how the queue is looked at now under a name; an older one of that name is replaced. */
  keep(typed: string): boolean {
    const name = typed.trim();
    if (!isLookName(name)) return false;
    const { looking } = this.#host.queue;
    const look = { name, looking: { ...looking, filter: { ...looking.filter, among: null } } };
    this.#set([...this.looks.filter((other) => other.name !== name), look].slice(-MOST_LOOKS));
    return true;
  }

  use({ looking }: SavedLook): void {
    this.#host.queue.look(looking);
  }

  remove(look: SavedLook): void {
    this.#set(this.looks.filter((other) => other !== look));
  }

  /** What a file says that this reviewer sealed; what no file has yet stays beside it. @throws PageError damaged */
  take(text: string): void {
    const read = parseLooks(text);
    if (!read) throw new PageError("damaged");
    const all = this.unsaved ? [...read, ...this.looks] : [...this.looks, ...read];
    this.looks = [...new Map(all.map((look) => [look.name, look])).values()].slice(-MOST_LOOKS);
  }

  /** Has the browser save them as a new file. */
  async save(): Promise<void> {
    const { looks } = this;
    await this.#host.attempt(async () => {
      const bytes = await this.#host.worker.call("sealOwn", encodeLooks(looks));
      const name = this.#host.strings.looking.fileName(dayOf(Date.now()));
      offerFile(new Blob([bytes], { type: "application/octet-stream" }), name);
      // More may have come while these were being sealed.
      this.unsaved = this.looks !== looks;
    });
  }

  #set(looks: readonly SavedLook[]): void {
    this.looks = looks;
    this.unsaved = looks.length > 0;
  }
}
