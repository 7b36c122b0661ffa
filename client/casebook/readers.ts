import { ascending as ascendingBy, type Field, malformed, scalar } from "../../crypto/documents/canonical.ts";
import { text as anyText, matching, oneOf } from "../../crypto/documents/fields.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { type Code, type Group, isCode } from "../report/vocabulary/codes.ts";
import {
  REVIEWING_CODES,
  type ReviewingCode,
  type ReviewingGroup,
} from "../report/vocabulary/reviewing/codes.ts";

/** One of two kinds of text, whichever takes the value first. */
export function either<A extends string, B extends string>(a: Field<A>, b: Field<B>): Field<A | B> {
  return scalar((value, name) => {
    try {
      return a.read(value, name);
    } catch (error) {
      if (error instanceof CryptoError) return b.read(value, name);
      throw error;
    }
  });
}

export function reviewing<G extends ReviewingGroup>(group: G): Field<ReviewingCode<G>> {
  return oneOf(REVIEWING_CODES[group]);
}

export function codes<G extends Group>(group: G): Field<readonly Code<G>[]> {
  const code = scalar((value, name) => {
    if (isCode(group, value)) return value;
    throw malformed(name);
  });
  return ascending(code, 0);
}

/** A list of different texts in ascending order: the one form of a set. */
export function ascending<T extends string>(field: Field<T>, least: number, most = 1000) {
  return ascendingBy(field, least, most, (text) => text);
}

/** Any text of up to so many UTF-16 code units, perhaps none. */
export function text(most: number): Field<string> {
  return scalar((value, name) => {
    const read = anyText.read(value, name);
    if (read.length > most) throw malformed(`${name} is longer than ${most}`);
    return read;
  });
}

/** A text that says something. */
export function said(most: number): Field<string> {
  return scalar((value, name) => {
    const read = text(most).read(value, name);
    if (read.trim() === "") throw malformed(`${name} is empty`);
    return read;
  });
}

/** A language, with its script where it has several: `en`, `bo`, `zh-Hans`. */
export const languageTag = /* @__PURE__ */ matching(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/);

/** Degrees with at most four decimals (11 m): finer is nobody's business. */
export function degrees(most: number): Field<number> {
  return scalar((value, name) => {
    const fine = typeof value === "number" && Math.abs(value) <= most;
    if (fine && Number(value.toFixed(4)) === value) return value + 0;
    throw malformed(name);
  });
}
