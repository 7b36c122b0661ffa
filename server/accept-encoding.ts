/** One member of the header: a coding or `*`, and its weight (RFC 9110 §12.5.3, §12.4.2). */
const MEMBER = /^[\t ]*([!#$%&'*+.^_`|~\w-]+)[\t ]*(?:;[\t ]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)[\t ]*)?$/i;

/** The name that RFC 9110 §8.4.1.3 calls equivalent to `gzip`. */
const OLD_NAMES: Readonly<Record<string, string>> = { "x-gzip": "gzip" };

/**
 * Which of `codings` (lower case, best first) an `Accept-Encoding` header asks for; undefined for none of them. The
 * weight decides, then the order here. A client that refuses everything, plain bytes too, gets plain bytes: it is
 * free to refuse them, and a page that is refused for a header helps nobody. What isn't a member is passed over.
 */
export function chooseCoding(header: string | undefined, codings: readonly string[]): string | undefined {
  const weights = weightsOf(header ?? "");
  const others = weights.get("*");
  const plain = weights.get("identity") ?? others ?? 0;
  let best: { coding: string; weight: number } | undefined;
  for (const coding of codings) {
    const weight = weights.get(coding) ?? others ?? 0;
    if (weight > (best?.weight ?? 0) && weight >= plain) best = { coding, weight };
  }
  return best?.coding;
}

function weightsOf(header: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const text of header.split(",")) {
    const [, name = "", weight = "1"] = MEMBER.exec(text) ?? [];
    const coding = name.toLowerCase();
    if (coding !== "") weights.set(OLD_NAMES[coding] ?? coding, Number(weight));
  }
  return weights;
}
