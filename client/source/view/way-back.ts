import { element } from "../../browser/dom.ts";
import { ASIDES, type Place, STEPS } from "../steps.ts";

/**
 * The browser's own "back" and "forward", a place at a time. The entries that they go through are those of an empty
 * frame, which Firefox drops from the tab's history together with the frame: the page itself has one entry and no more,
 * and leaving it leaves nothing to come back to. Other engines keep them, so there the page has none; "back" leaves the
 * page, and the browser asks before.
 */
export class WayBack {
  /** Whether this engine forgets a frame's entries. */
  readonly works = CSS.supports("-moz-appearance", "none");
  readonly #arrived: (place: Place) => void;
  #frame: HTMLIFrameElement | undefined;
  #history: Promise<History> | undefined;

  /** @param arrived told where the browser went */
  constructor(arrived: (place: Place) => void) {
    this.#arrived = arrived;
  }

  /** The person has gone on to this place. */
  async note(place: Place): Promise<void> {
    if (!this.works) return;
    if (this.#history) (await this.#history).pushState(place, "");
    else await this.#begin(place);
  }

  async back(places = 1): Promise<void> {
    (await this.#history)?.go(-places);
  }

  /** Nothing is left to go back to. */
  forget(): void {
    this.#frame?.remove();
    this.#history = undefined;
  }

  async #begin(place: Place): Promise<void> {
    const frame = element("iframe", { hidden: true, srcdoc: "" });
    this.#frame = frame;
    this.#history = new Promise((resolve) => {
      frame.addEventListener("load", () => {
        const inner = frame.contentWindow;
        if (!inner) return;
        inner.history.replaceState(place, "");
        inner.addEventListener("popstate", ({ state }) => {
          const to = [...STEPS, ...ASIDES].find((known) => known === state);
          if (to) this.#arrived(to);
        });
        resolve(inner.history);
      });
    });
    document.body.append(frame);
    await this.#history;
  }
}
