import { bundle, minifiedStyle } from "../../build/bundle.ts";
import { ownFile } from "../../build/own-file.ts";
import { LANGUAGES } from "../strings/languages.ts";
import { buildWorld } from "./atlas/world.ts";
import { buildGazetteer } from "./gazetteer/gazetteer.ts";

/** What the file is called where it is published, beside its SHA-256. */
export const WORKBENCH_PAGE = "workbench.html";

/** In this order: what comes later counts where two say something of the same thing. */
const STYLES = [
  "../../browser/base.css",
  "../../browser/type.css",
  "../../browser/panel.css",
  "../style/shell.css",
  "../../browser/controls.css",
  "../style/queue.css",
  "../style/looking.css",
  "../style/tip.css",
  "../style/review.css",
  "../style/together.css",
  "../style/stations.css",
  "../style/places.css",
  "../style/redaction.css",
  "../style/sheet.css",
  "../style/counts.css",
  "../style/letters.css",
  "../style/export.css",
  "../style/dossier.css",
  "../style/last.css",
] as const;

/**
 * The workbench: one HTML file that loads nothing and sends nothing, the same for every instance, since a vault
 * knows its own. The same tree gives the same bytes on every machine.
 */
export async function buildWorkbench(): Promise<Uint8Array<ArrayBuffer>> {
  const worker = await bundle("client/workbench/worker/main.ts", {});
  const near = await bundle("client/workbench/worker/near/main.ts", {});
  const script = await bundle("client/workbench/main.ts", {
    NIGHTJAR_WORKER: worker,
    NIGHTJAR_NEAR_WORKER: near,
    NIGHTJAR_GAZETTEER: await buildGazetteer(),
    NIGHTJAR_WORLD: buildWorld(),
  });
  const styles = STYLES.map((name) => new URL(name, import.meta.url));
  const style = await minifiedStyle(...styles);
  return ownFile({ root: "workbench", languages: LANGUAGES, script, style, wasm: true });
}
