import { serve } from "../../../workers/calls.ts";
import { Comparer } from "./comparer.ts";

/** A worker of its own: it holds no key, and nobody waits for it. */
serve(new Comparer(), (error) => {
  console.error(error);
  return "worker-broken";
});
