/** The library's own decoder, called with the whole module. */
const DECODED = /\(A=>\{for\([^"]{20,400}"="[^}]{20,400}return E\}\)\("(AGFzb[A-Za-z0-9+/=]+)"\)/g;

/** Given the letters of the bytes 0 to 255, and those of the module. */
const DECODER =
  "((a,t)=>{let m=[],b=new Uint8Array(t.length),i=0;for(;i<256;i++)m[a.charCodeAt(i)]=i;for(i=0;i<t.length;i++)b[i]=m[t.charCodeAt(i)];return b})";

/**
 * Writes libsodium's WebAssembly into the page with one letter for each byte, where the package has it in base64.
 * Base64 puts three bytes into four letters and so hides from a compressor what repeats; this way is a sixth shorter
 * as well. It saves some 25 KB of a page that travels compressed.
 * @param library libsodium.mjs
 * @throws Error if the library isn't the one that this was written for
 */
export function wasmAsText(library: string): string {
  const [found, ...more] = [...library.matchAll(DECODED)];
  const base64 = found?.[1];
  if (!found || base64 === undefined || more.length > 0) {
    throw new Error("libsodium.mjs holds its WebAssembly in another way than this build knows");
  }
  const wasm = Buffer.from(base64, "base64");
  const alphabet = alphabetFor(wasm);
  const text = [...wasm].map((byte) => alphabet[byte]).join("");
  const [before = "", after = ""] = library.split(found[0]);
  return `${before}${DECODER}(${JSON.stringify(alphabet.join(""))},${JSON.stringify(text)})${after}`;
}

/** A letter for each byte. Those that are one byte in UTF-8 go to the bytes that are there most often. */
function alphabetFor(bytes: Uint8Array): string[] {
  const short = range(0x20, 0x7e).filter((letter) => !'"\\<'.includes(letter));
  const long = range(0xa1, 0xa1 + 255 - short.length);
  const counts = new Array<number>(256).fill(0);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  const byCount = [...counts.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  const frequent = new Set(byCount.slice(0, short.length));
  return [...counts.keys()].map((byte) => (frequent.has(byte) ? short : long).shift() ?? "");
}

/** The letters from one code point to another, both included. */
function range(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => String.fromCharCode(first + i));
}
