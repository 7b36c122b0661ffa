import { Comparer } from "./comparer.ts";
import type { ToNear } from "./messages.ts";

/** A worker of its own: it holds no key, and nobody waits for it. */
const comparer = new Comparer();

self.addEventListener("message", ({ data }: MessageEvent<ToNear>) => {
  self.postMessage(comparer.answer(data));
});
