import { type Field, list, malformed, scalar } from "../../crypto/documents/canonical.ts";
import { type Code, codesOf, type Group, type isCode } from "./vocabulary/codes.ts";

/** Which codes a version of tip.json has. */
export type Known = typeof isCode;

export function code<G extends Group>(known: Known, group: G): Field<Code<G>> {
  return scalar((value) => {
    if (known(group, value)) return value;
    throw malformed(group);
  });
}

export function codes<G extends Group>(known: Known, group: G): Field<readonly Code<G>[]> {
  return list(code(known, group), 0, codesOf(group).length);
}
