// What this floor takes from any JavaScript host (browser, worker, Node): no more than this.
// Its TypeScript project sees neither the DOM nor Node, so a name that isn't here doesn't compile.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label: string, options: { fatal: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array, options?: { stream: boolean }): string;
}

declare interface ReadableStreamReader<T> {
  read(): Promise<{ done: false; value: T } | { done: true; value?: undefined }>;
  cancel(reason?: unknown): Promise<void>;
}

declare interface ReadableStream<T> {
  getReader(): ReadableStreamReader<T>;
}

declare interface WritableStreamWriter<T> {
  readonly ready: Promise<void>;
  write(chunk: T): Promise<void>;
  close(): Promise<void>;
  abort(reason?: unknown): Promise<void>;
}

declare interface WritableStream<T> {
  getWriter(): WritableStreamWriter<T>;
}

/** Base64 to a text with a character for each byte; throws a DOMException on what is none. */
declare function atob(text: string): string;
declare function btoa(binary: string): string;

declare interface CryptoKey {
  readonly type: string;
}

declare const crypto: {
  getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
  /** Missing where a page is no secure context. */
  readonly subtle?: {
    digest(name: "SHA-256", bytes: Uint8Array): Promise<ArrayBuffer>;
    importKey(
      format: "pkcs8" | "raw",
      bytes: Uint8Array,
      algorithm: { readonly name: "X25519" },
      extractable: boolean,
      usages: "deriveBits"[],
    ): Promise<CryptoKey>;
    deriveBits(
      algorithm: { readonly name: "X25519"; readonly public: CryptoKey },
      key: CryptoKey,
      bits: number,
    ): Promise<ArrayBuffer>;
  };
};
