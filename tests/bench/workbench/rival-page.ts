import type { RivalTask, RivalTimes } from "./rival-worker.ts";

/** The bundled worker: the build puts it in place of this name. */
declare const BENCH_RIVALS: string;

/** Runs the rivals in a worker on the envelopes in the file that was chosen, one behind the other. */
async function rivals(sizes: readonly number[], identity: string): Promise<RivalTimes> {
  const [file] = document.querySelector("input")?.files ?? [];
  if (!file) throw new Error("no file was chosen");
  const worker = new Worker(URL.createObjectURL(new Blob([BENCH_RIVALS], { type: "text/javascript" })));
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<RivalTimes | string>) =>
      typeof data === "string" ? reject(new Error(data)) : resolve(data);
    worker.postMessage({ file, sizes, identity } satisfies RivalTask);
  });
}

Object.assign(window, { rivals });
