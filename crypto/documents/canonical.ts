import { equalBytes, parseUtf8, utf8 } from "../bytes.ts";
import { CryptoError } from "../errors.ts";

/** Largest signed document or anchor, in bytes: 16 reviewers with hybrid keys are about 40 KiB. */
export const MAX_DOCUMENT_LENGTH = 256 * 1024;

/** How one value stands in a document: its strict reader, and the writer of the one form that is read. */
export interface Field<T> {
  /** @throws CryptoError document-malformed, with the name and never the value; and what a key is refused with */
  read(value: unknown, name: string): T;
  write(value: T): unknown;
}

/** Fields by name, in the order in which a document has them. */
export type Shape = Readonly<Record<string, Field<unknown>>>;

/** A field whose key may be missing. */
export interface OptionalField<T> extends Field<T | undefined> {
  readonly isOptional: true;
}

/** The type of what a field, or a shape, reads and writes. */
export type Of<F> =
  F extends Field<infer T>
    ? T
    : { readonly [N in keyof F as F[N] extends OptionalField<unknown> ? never : N]: Of<F[N]> } & {
        readonly [N in keyof F as F[N] extends OptionalField<unknown> ? N : never]?: Of<F[N]>;
      };

/** Canonical JSON, UTF-8. */
export function encodeDocument<T>(field: Field<T>, document: T): Uint8Array {
  return utf8(JSON.stringify(field.write(document)));
}

/**
 * Parses JSON that must be exactly the bytes that `encodeDocument` makes of the result: no unknown or repeated key, no
 * other order, no white space, no second way to write a string. @throws CryptoError document-malformed, and what the
 * field throws
 * @param mostBytes for what isn't signed by a person and may be longer
 */
export function parseDocument<T>(field: Field<T>, bytes: Uint8Array, mostBytes = MAX_DOCUMENT_LENGTH): T {
  if (bytes.length > mostBytes) throw new CryptoError("document-malformed", "too large");
  const document = field.read(parseJson(bytes), "document");
  if (!equalBytes(encodeDocument(field, document), bytes)) {
    throw new CryptoError("document-malformed", "not canonical");
  }
  return document;
}

/** `encodeDocument` of one kind of documents. */
export function encoderOf<T>(field: Field<T>): (document: T) => Uint8Array {
  return (document) => encodeDocument(field, document);
}

/** `parseDocument` of one kind of documents. */
export function parserOf<T>(field: Field<T>): (bytes: Uint8Array) => T {
  return (bytes) => parseDocument(field, bytes);
}

function parseJson(bytes: Uint8Array): unknown {
  const text = parseUtf8(bytes, "document-malformed");
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("not JSON");
  }
}

/**
 * An object with these fields. What else there is is left out, so that encoding again shows it.
 * @param shape asked for once it is needed: so a page holds nothing of documents that it doesn't read
 * @param check what no single field can say of itself
 */
export function record<S extends Shape>(shape: () => S, check?: (value: Of<S>) => void): Field<Of<S>> {
  let fields: [string, Field<unknown>][] | undefined;
  const all = () => {
    fields ??= Object.entries(shape());
    return fields;
  };
  return {
    read(value, name) {
      const given = objectOf(value, name);
      const read = Object.fromEntries(
        all().map(([key, field]) => [key, field.read(given[key], key)]),
      ) as Of<S>;
      check?.(read);
      return read;
    },
    write: (value) =>
      Object.fromEntries(all().map(([key, field]) => [key, field.write(value[key as keyof Of<S>])])),
  };
}

/**
 * A record that says first, as its `type`, what it is.
 * @param type where there are versions, that of a value; that a text says the right one is found by encoding it again
 */
export function typed<S extends Shape>(
  type: string | ((value: Of<S>) => string),
  shape: () => S,
  check?: (value: Of<S>) => void,
): Field<Of<S>> {
  const { read, write } = record(shape, check);
  return {
    read(value, name) {
      if (typeof type === "string" && objectOf(value, name).type !== type) throw malformed("type");
      return read(value, name);
    },
    write: (value) => ({ type: typeof type === "string" ? type : type(value), ...(write(value) as object) }),
  };
}

/** What is another value to programs than it is in the document. */
export function mapped<A, B>(field: Field<A>, read: (value: A) => B, write: (value: B) => A): Field<B> {
  return {
    read: (value, name) => read(field.read(value, name)),
    write: (value) => field.write(write(value)),
  };
}

/** What stands in a document as it is. */
export function scalar<T>(read: (value: unknown, name: string) => T): Field<T> {
  return { read, write: (value) => value };
}

export function orNull<T>(field: Field<T>): Field<T | null> {
  return or(null, field);
}

/** A key that may be missing. */
export function optional<T>(field: Field<T>): OptionalField<T> {
  return { isOptional: true, ...or(undefined, field) };
}

function or<T, None>(none: None, field: Field<T>): Field<T | None> {
  return {
    read: (value, name) => (value === none ? none : field.read(value, name)),
    write: (value) => (value === none ? none : field.write(value as T)),
  };
}

export function list<T>(field: Field<T>, least: number, most: number): Field<readonly T[]> {
  return {
    read(value, name) {
      if (Array.isArray(value) && value.length >= least && value.length <= most)
        return value.map((item) => field.read(item, name));
      throw new CryptoError("document-malformed", `${name} must be a list of ${least} to ${most}`);
    },
    write: (items) => items.map((item) => field.write(item)),
  };
}

/** A list in ascending order, each of its keys once: the one form of a set. */
export function ascending<T>(
  field: Field<T>,
  least: number,
  most: number,
  keyOf: (item: T) => unknown = (item) => item,
): Field<readonly T[]> {
  const { read, write } = list(field, least, most);
  return {
    read(value, name) {
      const items = read(value, name);
      checkAscending(items.map(keyOf) as string[], name);
      return items;
    },
    write,
  };
}

/** @throws CryptoError document-malformed unless each is greater than the one before it */
export function checkAscending(keys: readonly (string | number)[], name: string): void {
  if (keys.every((key, i) => i === 0 || key > (keys[i - 1] ?? key))) return;
  throw new CryptoError("document-malformed", `${name} out of order`);
}

/** The fields of a JSON object. */
export function objectOf(value: unknown, name = "object"): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw malformed(name);
}

export function malformed(detail: string): CryptoError {
  return new CryptoError("document-malformed", detail);
}
