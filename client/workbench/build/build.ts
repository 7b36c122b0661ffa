import { bundle, minifiedStyle } from "../../build/bundle.ts";
import { page } from "./page.ts";

/** What the file is called where it is published, beside its SHA-256. */
export const WORKBENCH_PAGE = "workbench.html";

/**
 * The workbench: one HTML file that loads nothing and sends nothing, the same for every instance, since a vault
 * knows its own. The same tree gives the same bytes on every machine.
 */
export async function buildWorkbench(): Promise<Uint8Array<ArrayBuffer>> {
  const worker = await bundle("client/workbench/worker/main.ts", {});
  const script = await bundle("client/workbench/main.ts", { NIGHTJAR_WORKER: worker });
  const styles = ["../../browser/base.css", "../style.css"].map((name) => new URL(name, import.meta.url));
  const style = await minifiedStyle(...styles);
  return new TextEncoder().encode(page(script, style));
}
