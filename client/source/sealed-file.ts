import type { SealingWorker } from "./sealing-worker.ts";
import type { SealingDraft } from "./worker/messages.ts";

/** The whole envelope as a file, for when no upload succeeds. @throws SourceError */
export async function sealToFile(worker: SealingWorker, draft: SealingDraft): Promise<Blob> {
  const parts: Blob[] = [];
  await worker.seal(draft, {
    begins: () => {},
    part: (bytes) => {
      parts.push(new Blob([bytes]));
      worker.acknowledge(bytes);
    },
    ends: () => {},
  });
  return new Blob(parts, { type: "application/octet-stream" });
}
