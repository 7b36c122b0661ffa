/** The functions that the library's declarations know, by name. TypeScript lets nothing in the house call another. */
const DECLARED = /^ {4}(_\w+)\(/gm;

/** Where libsodium.mjs gives each exported function of the WebAssembly its name. */
const NAMING = /function\(A\)\{((?:g\._\w+=A\.[\w$]+,)+)A\.dynCall_/g;

/**
 * The library without the names of functions that nothing in the house calls: some 280 of 290, almost 2 KB of a page
 * that travels compressed. The WebAssembly stays as it is.
 * @param library libsodium.mjs
 * @param declarations crypto/primitives/libsodium.d.ts
 * @throws Error if a declared function has no name there, or the library isn't the one that this was written for
 */
export function onlyUsedNames(library: string, declarations: string): string {
  const used = new Set([...declarations.matchAll(DECLARED)].flatMap(([, name]) => name ?? []));
  const [found, ...more] = [...library.matchAll(NAMING)];
  const names = found?.[1];
  if (names === undefined || more.length > 0 || used.size === 0) {
    throw new Error("libsodium.mjs names its functions in another way than this build knows");
  }
  const kept = names.split(",").filter((naming) => used.delete(nameIn(naming)));
  const [missing] = used;
  if (missing !== undefined) throw new Error(`libsodium.mjs has no function ${missing}`);
  return library.replace(names, () => kept.map((naming) => `${naming},`).join(""));
}

/** Of `g._name=A.xy`. */
function nameIn(naming: string): string {
  return naming.slice(naming.indexOf(".") + 1, naming.indexOf("="));
}
