import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { LANGUAGES } from "../strings/languages.ts";
import { page } from "./page.ts";

/** What of the page is the same for every instance: its one style, and its one script with two slots. */
export interface PageTemplate {
  readonly script: string;
  readonly style: string;
  /** Works on the machine that it came from only. */
  readonly demo: boolean;
}

/** Stand in the script as strings: for the anchor's canonical JSON, and for the address of the page to leave to. */
export const SLOTS = { anchor: "{{anchor}}", leaveTo: "{{leave-to}}" } as const;

export const NOWHERE = "about:blank";

/**
 * The source's page for one instance: one HTML file that loads nothing, with the anchor baked in. The same template,
 * anchor and address give the same bytes on every machine.
 * @param leaveTo the harmless page that "leave now" goes to: `about:blank`, or an absolute http or https address
 * @throws CryptoError if the anchor isn't one; RangeError if `leaveTo` isn't such an address, or if the anchor of a
 * demo meets another template
 */
export function fillPage(
  { script, style, demo }: PageTemplate,
  anchorBytes: Uint8Array,
  leaveTo: string = NOWHERE,
): Uint8Array {
  const anchor = parseAnchor(anchorBytes);
  if (anchor.demo !== demo)
    throw new RangeError("The anchor of a demo makes a demo's page only, and no other does.");
  const withAnchor = fillSlot(script, SLOTS.anchor, new TextDecoder().decode(anchorBytes));
  const filled = fillSlot(withAnchor, SLOTS.leaveTo, harmlessAddress(leaveTo));
  return new TextEncoder().encode(page({ anchor, languages: LANGUAGES, script: filled, style }));
}

function fillSlot(script: string, slot: string, text: string): string {
  const pieces = script.split(`"${slot}"`);
  if (pieces.length !== 2) throw new Error(`the page's script holds "${slot}" ${pieces.length - 1} times`);
  return pieces.join(quoted(text));
}

/** As a string of JavaScript that ends no script element. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped.replaceAll("</", "<\\/").replaceAll("<!--", "<\\!--")}'`;
}

/** The page to leave to of a page that was filled; undefined if it can't be found. */
export function leaveToIn(filled: string): string | undefined {
  return /\blocation\.replace\('((?:[^'\\]|\\.)*)'\)/.exec(filled)?.[1]?.replaceAll(/\\(.)/g, "$1");
}

function harmlessAddress(address: string): string {
  if (address === NOWHERE) return address;
  const url = URL.parse(address);
  if (url?.protocol === "https:" || url?.protocol === "http:") return url.href;
  throw new RangeError(`The page to leave to must be ${NOWHERE}, or begin with https:// or http://.`);
}
