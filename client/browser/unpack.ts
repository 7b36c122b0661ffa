/**
 * What `packed` of the build made: JSON, deflated (raw), in base64. The browser does it outside of scripts, so that it
 * is quick at any level. @throws TypeError if it isn't that
 */
export async function unpack<T>(text: string): Promise<T> {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return (await new Response(inflated).json()) as T;
}
