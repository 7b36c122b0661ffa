import { bundle, minifiedStyle } from "../../build/bundle.ts";
import { ownFile } from "../../build/own-file.ts";
import { VAULT_WORK } from "../../vault/sealed-vault.ts";
import { LANGUAGES } from "../strings/languages.ts";

/** What the file is called where it is published, beside its SHA-256. */
export const KEYS_PAGE = "keys.html";

/** In this order: what comes later counts where two say something of the same thing. */
const STYLES = [
  "../../browser/base.css",
  "../../browser/type.css",
  "../../browser/controls.css",
  "../../browser/panel.css",
  "../../browser/one-column.css",
  "../style/keys.css",
  "../style/steward.css",
] as const;

/**
 * The page of keys: one HTML file that loads nothing and sends nothing, the same for every instance. The same tree
 * gives the same bytes on every machine.
 * @param work what its vaults cost, as log₂ of scrypt's N; nothing but a test asks for less
 */
export async function buildKeys(work = VAULT_WORK): Promise<Uint8Array<ArrayBuffer>> {
  const worker = await bundle("client/keys/worker/main.ts", { NIGHTJAR_VAULT_WORK: work });
  const script = await bundle("client/keys/main.ts", { NIGHTJAR_WORKER: worker });
  const style = await minifiedStyle(...STYLES.map((name) => new URL(name, import.meta.url)));
  return ownFile({ root: "keys", languages: LANGUAGES, script, style, wasm: false });
}
