import { Encrypter } from "age-encryption";
import { encodeHybridRecipient } from "../../crypto/age/recipient-keys.ts";
import { hybridRecipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { testInstance } from "../support/instance.ts";
import { compare, type Result } from "./measure.ts";

const SIZES = [
  { name: "1 KiB", bytes: 1024, rounds: 40 },
  { name: "1 MiB", bytes: 1024 * 1024, rounds: 20 },
  { name: "64 MiB", bytes: 64 * 1024 * 1024, rounds: 3 },
];

/** Sealing the same bytes to the same five hybrid recipients, ours against typage. */
export async function benchSealing(primitives: Primitives): Promise<Result[]> {
  const keys = testInstance({ reviewers: 5, primitives }).roster.roster.reviewers.map((r) => r.recipient);
  const results: Result[] = [];
  for (const { name, bytes, rounds } of SIZES) {
    const plaintext = new Uint8Array(bytes).fill(0x61);
    const comparison = {
      what: `seal ${name} to 5 hybrid recipients (${primitives.name}) / typage`,
      ours: () => drain(seal([plaintext], keys.map(hybridRecipient), primitives)),
      theirs: async () => {
        const encrypter = new Encrypter();
        for (const key of keys) encrypter.addRecipient(encodeHybridRecipient(key));
        await drain(await encrypter.encrypt(streamOf(plaintext)));
      },
      rounds,
      units: bytes / 1024 / 1024,
      unit: "MiB/s",
    };
    results.push(await compare(comparison));
  }
  return results;
}

function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0;
  for await (const chunk of chunks) length += chunk.length;
  return length;
}
