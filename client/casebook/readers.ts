import { fieldsOf, parseCount, parseLabel, parseList, parseText } from "../../crypto/documents/canonical.ts";
import { parseHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { type Code, type Group, isCode } from "../report/vocabulary/codes.ts";
import {
  REVIEWING_CODES,
  type ReviewingCode,
  type ReviewingGroup,
} from "../report/vocabulary/reviewing/codes.ts";

/** Reads one field of an act, which comes from outside. @throws CryptoError document-malformed, with the name */
export type Reader<T> = (value: unknown, name: string) => T;

/** Fields by name; their order is the one in which an act has them. */
export type Shape = Readonly<Record<string, Reader<unknown>>>;

export type Read<S extends Shape> = { readonly [F in keyof S]: ReturnType<S[F]> };

/** The fields of a shape, in its order; what else is there is left out, so that encoding again shows it. */
export function readShape<S extends Shape>(shape: S, value: unknown): Read<S> {
  const fields = fieldsOf(value);
  return Object.fromEntries(
    Object.entries(shape).map(([name, read]) => [name, read(fields[name], name)]),
  ) as Read<S>;
}

export function hex<T extends string>(bytes: number): Reader<T> {
  return (value) => {
    parseHex(value, bytes, "document-malformed");
    return value as T;
  };
}

/** One of several, whichever takes the value first. */
export function either<A, B>(a: Reader<A>, b: Reader<B>): Reader<A | B> {
  return (value, name) => {
    try {
      return a(value, name);
    } catch (error) {
      if (error instanceof CryptoError) return b(value, name);
      throw error;
    }
  };
}

export function oneOf<const C extends readonly string[]>(codes: C): Reader<C[number]> {
  return (value, name) => {
    const code = codes.find((known) => known === value);
    if (code !== undefined) return code;
    throw malformed(name);
  };
}

export function reviewing<G extends ReviewingGroup>(group: G): Reader<ReviewingCode<G>> {
  return oneOf(REVIEWING_CODES[group]);
}

export function codes<G extends Group>(group: G): Reader<readonly Code<G>[]> {
  return ascending((value, name) => {
    if (isCode(group, value)) return value;
    throw malformed(name);
  }, 0);
}

export function orNull<T>(read: Reader<T>): Reader<T | null> {
  return (value, name) => (value === null ? null : read(value, name));
}

export function shaped<S extends Shape>(shape: S): Reader<Read<S>> {
  return (value) => readShape(shape, value);
}

/** A list of different texts in ascending order: the one form of a set. */
export function ascending<T extends string>(
  read: Reader<T>,
  least: number,
  most = 1000,
): Reader<readonly T[]> {
  return (value, name) => {
    const list = parseList(value, least, most, name).map((item) => read(item, name));
    if (list.some((item, i) => i > 0 && item <= (list[i - 1] ?? ""))) throw malformed(`${name} out of order`);
    return list;
  };
}

export function listed<T>(read: Reader<T>, most: number): Reader<readonly T[]> {
  return (value, name) => parseList(value, 0, most, name).map((item) => read(item, name));
}

/** 1 to 64 characters, none invisible, no white space at either end. */
export const label: Reader<string> = parseLabel;

/** Any text of up to so many UTF-16 code units, perhaps none. */
export function text(most: number): Reader<string> {
  return (value, name) => {
    const read = parseText(value, name);
    if (read.length > most) throw malformed(`${name} is longer than ${most}`);
    return read;
  };
}

/** A text that says something. */
export function said(most: number): Reader<string> {
  return (value, name) => {
    const read = text(most)(value, name);
    if (read.trim() === "") throw malformed(`${name} is empty`);
    return read;
  };
}

export function count(least: number, most: number): Reader<number> {
  return (value, name) => parseCount(value, least, most, name);
}

export const yesOrNo: Reader<boolean> = (value, name) => {
  if (typeof value === "boolean") return value;
  throw malformed(name);
};

/** A language, with its script where it has several: `en`, `bo`, `zh-Hans`. */
export const languageTag: Reader<string> = (value, name) => {
  if (typeof value === "string" && /^[a-z]{2,3}(-[A-Z][a-z]{3})?$/.test(value)) return value;
  throw malformed(name);
};

/** Degrees with at most four decimals (11 m): finer is nobody's business. */
export function degrees(most: number): Reader<number> {
  return (value, name) => {
    const fine = typeof value === "number" && Math.abs(value) <= most;
    if (fine && Number(value.toFixed(4)) === value) return value + 0;
    throw malformed(name);
  };
}

export function malformed(detail: string): CryptoError {
  return new CryptoError("document-malformed", detail);
}
