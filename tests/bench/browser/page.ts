import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { fetchRosterFile } from "../../../client/source/roster.ts";
import { SealingWorker } from "../../../client/source/sealing-worker.ts";
import type { SealingDraft } from "../../../client/source/worker/messages.ts";
import { LEAF_LENGTH } from "../../../crypto/digest.ts";
import type { RivalAnswer, RivalTask } from "./task.ts";

/** The bundled programs of the rivals' workers, and their recipients: the build puts them in place of these names. */
declare const BENCH_RIVALS: Record<
  Rival,
  { readonly program: string; readonly recipients: readonly string[] }
>;

type Rival = "typage" | "openpgp";

/** What the bench asks of its page; all times in seconds. */
export interface BenchPage {
  /** Starts all workers. */
  start(): Promise<void>;
  seal(who: Rival | "ours", fileName: string): Promise<number>;
  /** From a worker's start, its verifying included, to the last byte that it sealed; and for hashing the same alone. */
  sealFromStart(fileName: string): Promise<{ sealing: number; hashing: number }>;
  /** The longest time for which the main thread didn't get to run anything else, while `seal` ran. */
  sealAndWatch(fileName: string): Promise<{ seconds: number; gap: number }>;
  /** The same while nothing is done, for so many seconds. */
  watchIdle(seconds: number): Promise<number>;
}

const rivals = new Map<Rival, Worker>();
let ours: SealingWorker;

const bench: BenchPage = {
  async start() {
    for (const rival of ["typage", "openpgp"] as const)
      rivals.set(rival, startWorker(BENCH_RIVALS[rival].program));
    ours = new SealingWorker();
    await ours.verify(await fetchRosterFile());
  },
  async seal(who, fileName) {
    const file = fileNamed(fileName);
    const start = performance.now();
    if (who === "ours") await sealOurs(ours, file);
    else await sealTheirs(who, file);
    return (performance.now() - start) / 1000;
  },
  async sealFromStart(fileName) {
    const file = fileNamed(fileName);
    const rosterFile = await fetchRosterFile();
    const begun = performance.now();
    const worker = new SealingWorker();
    await worker.verify(rosterFile);
    await sealOurs(worker, file);
    const sealed = performance.now();
    worker.terminate();
    for (let at = 0; at < file.size; at += LEAF_LENGTH)
      await crypto.subtle.digest("SHA-256", await file.slice(at, at + LEAF_LENGTH).arrayBuffer());
    return { sealing: (sealed - begun) / 1000, hashing: (performance.now() - sealed) / 1000 };
  },
  async sealAndWatch(fileName) {
    const watch = watchGaps();
    const seconds = await bench.seal("ours", fileName);
    return { seconds, gap: watch.end() };
  },
  async watchIdle(seconds) {
    const watch = watchGaps();
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return watch.end();
  },
};

Object.assign(window, { bench });

/** The road of the source's page, parts to the main thread and back included; what is missing is the network. */
async function sealOurs(worker: SealingWorker, content: File): Promise<void> {
  const name = "attachments/01-file.bin";
  const type = "application/octet-stream";
  const file = { name, type, size: content.size, cleaned: null, original: null, content };
  const draft: SealingDraft = {
    language: "en",
    report: { ...EMPTY_REPORT, narrative: "A bench." },
    files: [file],
    codename: null,
  };
  await worker.seal(draft, { begins: () => {}, part: (bytes) => worker.acknowledge(bytes), ends: () => {} });
}

function sealTheirs(rival: Rival, file: File): Promise<void> {
  const worker = rivals.get(rival);
  if (!worker) throw new Error("not started");
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<RivalAnswer>) => {
      if ("error" in data) reject(new Error(`${rival}: ${data.error}`));
      else if (data.length < file.size) reject(new Error(`${rival} sealed too little`));
      else resolve();
    };
    const task: RivalTask = { file, recipients: BENCH_RIVALS[rival].recipients };
    worker.postMessage(task);
  });
}

function startWorker(program: string): Worker {
  const url = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  return new Worker(url);
}

function fileNamed(name: string): File {
  const picker = document.querySelector("input");
  const found = [...(picker?.files ?? [])].find((file) => file.name === name);
  if (!found) throw new Error(`no file ${name} was chosen`);
  return found;
}

/** Ticks as often as a page may (every 4 ms), and keeps the longest time between two ticks. */
function watchGaps(): { end(): number } {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 0);
  return {
    end() {
      clearInterval(timer);
      return Math.max(longest, performance.now() - last) / 1000;
    },
  };
}
