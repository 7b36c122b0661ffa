/**
 * What a browser without JavaScript makes of the source's page, for browsers that can only be driven with it: what
 * stands in `noscript` is shown, and no script is there.
 */
export function withoutScript(html: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(html).replace(/<script>.*<\/script>/s, "");
  return new TextEncoder().encode(text.replaceAll("noscript>", "div>"));
}
