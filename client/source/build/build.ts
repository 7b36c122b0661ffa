import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { bundle, minifiedStyle } from "../../build/bundle.ts";
import { LANGUAGES } from "../strings/languages.ts";
import { page } from "./page.ts";

const NOWHERE = "about:blank";

export interface BuildOptions {
  /** The harmless page that "leave now" goes to: `about:blank`, or an absolute http or https address. */
  readonly leaveTo?: string;
  /** Offers a language that runs from right to left, to see whether the layout mirrors itself. */
  readonly mirror?: boolean;
}

/**
 * The source's page for one instance: one HTML file that loads nothing, with the anchor baked in. The same tree,
 * anchor and options give the same bytes on every machine.
 * @throws CryptoError if the anchor isn't one; RangeError if `leaveTo` isn't such an address
 */
export async function buildSourcePage(
  anchorBytes: Uint8Array,
  { leaveTo = NOWHERE, mirror = false }: BuildOptions = {},
): Promise<Uint8Array> {
  const anchor = parseAnchor(anchorBytes);
  const anchorText = new TextDecoder().decode(anchorBytes);
  const script = await bundle("client/source/program.ts", {
    NIGHTJAR_ANCHOR: anchorText,
    NIGHTJAR_DEMO: anchor.demo,
    NIGHTJAR_LEAVE_TO: harmlessAddress(leaveTo),
    NIGHTJAR_MIRROR: mirror,
  });
  const style = await minifiedStyle(
    ...["../../browser/base.css", "../style.css"].map((name) => new URL(name, import.meta.url)),
  );
  return new TextEncoder().encode(page({ anchor, languages: LANGUAGES, script, style }));
}

function harmlessAddress(address: string): string {
  if (address === NOWHERE) return address;
  const url = URL.parse(address);
  if (url?.protocol === "https:" || url?.protocol === "http:") return url.href;
  throw new RangeError(`The page to leave to must be ${NOWHERE}, or begin with https:// or http://.`);
}
