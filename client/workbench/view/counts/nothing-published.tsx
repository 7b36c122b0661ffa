import type { Audience } from "../../../casebook/what.ts";
import { nameOfWay } from "../../counts/names.ts";
import type { AppProps, View } from "../view.ts";

/** Why there is no table for an audience: too few are alike, or publications count otherwise. */
export function NothingPublished({ app, audience }: AppProps & { readonly audience: Audience }): View {
  const { counts, strings } = app;
  const ways = counts.waysInstead(audience).map((way) => nameOfWay(strings, way));
  const { countedOtherwise, tooFew } = strings.counts;
  return <p class="nothing">{ways.length > 0 ? countedOtherwise(ways.join("; ")) : tooFew}</p>;
}
