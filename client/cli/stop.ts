/** Ctrl-C ends a run at the next piece of work, so that what is half-written can be removed or gone on with. */
export function stopAtSignals(): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  return controller.signal;
}
