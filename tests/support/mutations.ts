import fc from "fast-check";

/** Bytes of which one or two places are changed: up to `most` bytes go there, and up to three others come. */
export function mutationsOf(
  bytes: Uint8Array,
  most = 3,
  inserted = fc.string({ maxLength: 3, unit: "binary-ascii" }),
): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(most), inserted);
  return fc.array(change, { minLength: 1, maxLength: 2 }).map((changes) => {
    let text = Buffer.from(bytes).toString("latin1");
    for (const [at, remove, insert] of changes) text = text.slice(0, at) + insert + text.slice(at + remove);
    return new Uint8Array(Buffer.from(text, "latin1"));
  });
}
