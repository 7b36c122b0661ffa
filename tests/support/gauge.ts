import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

/** What a process measured of itself since it was asked last. */
export interface Gauge {
  /** Milliseconds by which its event loop's timers were late. */
  readonly delay: { readonly p50: number; readonly p99: number; readonly most: number };
  /** Seconds of CPU, of all its threads. */
  readonly cpu: number;
  /** Bytes of memory at most since the process began, and now. */
  readonly peak: number;
  readonly memory: number;
}

// Loaded into a process by `--import`: answers the message "gauge" of its parent.
if (isMainThread && process.send !== undefined && process.env.NODE_OPTIONS?.includes("gauge.ts")) {
  const RESOLUTION = 1;
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  histogram.enable();
  let cpu = process.cpuUsage();
  process.on("message", (message) => {
    if (message !== "gauge") return;
    const used = process.cpuUsage(cpu);
    cpu = process.cpuUsage();
    const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION);
    const gauge: Gauge = {
      delay: {
        p50: late(histogram.percentile(50)),
        p99: late(histogram.percentile(99)),
        most: late(histogram.max),
      },
      cpu: (used.user + used.system) / 1e6,
      peak: process.resourceUsage().maxRSS * 1024,
      memory: process.memoryUsage.rss(),
    };
    process.send?.({ gauge });
    histogram.reset();
  });
}
