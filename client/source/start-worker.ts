import { OWN_TEXT } from "./own-text.ts";

/** What a worker does: `program.ts` knows it by its name. */
export type Role = "sealer" | "cleaner";

/** A worker from the page's own text: the page loads nothing, and a saved page has no files beside it. */
export function startWorker(role: Role): Worker {
  const url = URL.createObjectURL(new Blob([OWN_TEXT], { type: "text/javascript" }));
  const worker = new Worker(url, { name: role });
  URL.revokeObjectURL(url);
  return worker;
}
