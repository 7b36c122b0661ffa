import { bundle, LIGHTER, minifiedStyle } from "../../../build/bundle.ts";
import { lightEd25519 } from "../../../build/light-ed25519.ts";
import { ownFile } from "../../../build/own-file.ts";
import { LANGUAGES } from "../strings/languages.ts";

/** What the file is called where it is published, beside its SHA-256. */
export const COURIER_PAGE = "courier.html";

/** In this order: what comes later counts where two say something of the same thing. */
const STYLES = [
  "../../../browser/base.css",
  "../../../browser/type.css",
  "../../../browser/controls.css",
  "../../../browser/panel.css",
  "../../../browser/one-column.css",
  "../style/courier.css",
] as const;

/** Onions, and this machine's own, as a demo and a forwarded port have it. */
const SERVERS = "http://*.onion http://localhost:* http://127.0.0.1:*";

/**
 * The courier's page: one HTML file, the same for every instance, since a pack knows its own. It loads nothing, and
 * connects to what a pack names only. The same tree gives the same bytes on every machine.
 */
export async function buildCourier(): Promise<Uint8Array<ArrayBuffer>> {
  const script = await bundle("client/courier/page/main.ts", {}, [...LIGHTER, lightEd25519]);
  const style = await minifiedStyle(...STYLES.map((name) => new URL(name, import.meta.url)));
  return ownFile({ root: "courier", languages: LANGUAGES, script, style, wasm: false, connect: SERVERS });
}
