import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { concat, equalBytes, utf8 } from "../../../crypto/bytes.ts";
import { LEAF_LENGTH } from "../../../crypto/digest.ts";
import { shuffled } from "../../../crypto/random.ts";
import { digestOf, fakeEnvelope, partsOf } from "../../support/envelopes.ts";
import { filesWith, samplesOf } from "../../support/files.ts";
import { type LocalServer, startLocal } from "../../support/local-server.ts";
import { begunUploads, storedEnvelopes } from "../../support/spool-files.ts";
import { codeOf, commit, newUploadId, post, putPart, send, upload } from "../../support/submit.ts";

const MAX = 6_000_000;
let server: LocalServer;
beforeAll(async () => {
  server = await startLocal({ maxEnvelope: MAX, heartbeat: 250 });
});
afterAll(() => server.close());

const stored = (envelope: Uint8Array) =>
  storedEnvelopes(server.data).filter(({ bytes }) => equalBytes(bytes, envelope)).length;
const kept = (bytes: Uint8Array) => filesWith(join(server.data, "spool"), samplesOf(bytes)).length > 0;
const success = (envelope: Uint8Array) => ({
  status: 201,
  body: JSON.stringify({ digest: digestOf(envelope) }),
});

describe("an envelope in parts", () => {
  test.each([0, 65_536, 1_048_576, 4_000_000])("of %i bytes is stored whole", async (length) => {
    const envelope = fakeEnvelope(length);
    expect(await upload(server.url, envelope)).toEqual(success(envelope));
    expect(stored(envelope)).toBe(1);
  });

  test("of exactly some MiB", async () => {
    const probe = fakeEnvelope(3 * LEAF_LENGTH);
    const envelope = fakeEnvelope(3 * LEAF_LENGTH - (probe.length - 3 * LEAF_LENGTH));
    expect(envelope.length).toBe(3 * LEAF_LENGTH);
    expect(await upload(server.url, envelope)).toEqual(success(envelope));
    expect(stored(envelope)).toBe(1);
  });

  test("after the first, parts may come in any order, all at once, and again", async () => {
    const envelope = fakeEnvelope(5_000_000);
    const id = newUploadId();
    const [first, ...others] = [...partsOf(envelope).entries()];
    if (!first) throw new RangeError("no part");
    const put = ([number, bytes]: [number, Uint8Array]) => putPart(server.url, id, number, bytes);
    expect(await put(first)).toEqual({ status: 204, body: "" });
    const answers = await Promise.all(shuffled([first, ...others, ...others, first]).map(put));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([204]));
    expect(await commit(server.url, id, others.length + 1, digestOf(envelope))).toEqual(success(envelope));
    expect(stored(envelope)).toBe(1);
  });

  test("commits and parts again, at once and later: the same answer to the letter, stored once", async () => {
    const envelope = fakeEnvelope(3_000_000);
    const id = newUploadId();
    for (const [number, part] of partsOf(envelope).entries()) await putPart(server.url, id, number, part);
    const again = () => commit(server.url, id, 3, digestOf(envelope));
    const answers = await Promise.all([again(), again(), again()]);
    answers.push(await again());
    expect(answers).toEqual([1, 2, 3, 4].map(() => success(envelope)));
    for (const [number, part] of partsOf(envelope).entries()) {
      expect(await putPart(server.url, id, number, part)).toEqual({ status: 204, body: "" });
    }
    expect(await again()).toEqual(success(envelope));
    expect(stored(envelope)).toBe(1);
  });

  test("the same envelope by another upload and in one shot: the same answer, stored once", async () => {
    const envelope = fakeEnvelope(2_000_000);
    const ways = [upload(server.url, envelope), upload(server.url, envelope), post(server.url, envelope)];
    expect(await Promise.all(ways)).toEqual([1, 2, 3].map(() => success(envelope)));
    expect(await upload(server.url, envelope)).toEqual(success(envelope));
    expect(stored(envelope)).toBe(1);
  });

  test("once it is stored, its bytes are in one file, and no upload's", async () => {
    const envelope = fakeEnvelope(3_000_000);
    await upload(server.url, envelope);
    await expect.poll(() => begunUploads(server.data)).toEqual([]);
    await expect.poll(() => filesWith(join(server.data, "spool"), samplesOf(envelope)).length).toBe(1);
  });
});

describe("refused, with a code", () => {
  const envelope = fakeEnvelope(3_000_000);
  const parts = partsOf(envelope) as [Uint8Array, Uint8Array, Uint8Array];
  const begun = async () => {
    const id = newUploadId();
    expect((await putPart(server.url, id, 0, parts[0])).status).toBe(204);
    return id;
  };
  const expectRefusal = (answer: { status: number; body: string }, status: number, code: string) =>
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);

  test("a later part before the first", async () => {
    expectRefusal(await putPart(server.url, newUploadId(), 1, parts[1]), 409, "part-first");
  });

  test("other bytes under a number that was taken; the upload is not harmed", async () => {
    const id = await begun();
    const other = fakeEnvelope(3_000_000).subarray(0, LEAF_LENGTH);
    expectRefusal(await putPart(server.url, id, 0, other), 409, "part-conflict");
    await putPart(server.url, id, 1, parts[1]);
    expectRefusal(await putPart(server.url, id, 1, parts[0]), 409, "part-conflict");
    expectRefusal(await putPart(server.url, id, 1, parts[1].subarray(1)), 409, "part-conflict");
    await putPart(server.url, id, 2, parts[2]);
    expect(await commit(server.url, id, 3, digestOf(envelope))).toEqual(success(envelope));
  });

  test("a part behind the last, or a last one before others", async () => {
    const id = await begun();
    expect((await putPart(server.url, id, 2, parts[2])).status).toBe(204);
    expectRefusal(await putPart(server.url, id, 3, parts[1]), 409, "part-conflict");
    expectRefusal(await putPart(server.url, id, 1, parts[2]), 409, "part-conflict");
  });

  test("a part of more than 1 MiB, or of nothing, or behind the limit", async () => {
    const id = await begun();
    expectRefusal(await putPart(server.url, id, 1, envelope.subarray(0, LEAF_LENGTH + 1)), 413, "too-large");
    expectRefusal(await putPart(server.url, id, 1, new Uint8Array(0)), 400, "bad-request");
    expectRefusal(await putPart(server.url, id, 6, parts[1]), 413, "too-large");
    expectRefusal(await putPart(server.url, id, 5, parts[1]), 413, "too-large");
  });

  test("a first part that is no sealed file: nothing of it is kept", async () => {
    const plain = utf8(`A plain account, with ${newUploadId()} in it.`);
    expectRefusal(await putPart(server.url, newUploadId(), 0, plain), 422, "not-age");
    expectRefusal(await putPart(server.url, newUploadId(), 0, parts[0].subarray(0, 1000)), 422, "truncated");
    await expect.poll(() => filesWith(server.data, [Buffer.from(plain)])).toEqual([]);
  });

  test("a commit with parts missing, too few, none, or a wrong digest; it can be mended", async () => {
    const id = await begun();
    const digest = digestOf(envelope);
    expectRefusal(await commit(server.url, id, 3, digest), 409, "parts-missing");
    await putPart(server.url, id, 2, parts[2]);
    expectRefusal(await commit(server.url, id, 3, digest), 409, "parts-missing");
    await putPart(server.url, id, 1, parts[1]);
    expectRefusal(await commit(server.url, id, 2, digest), 409, "part-conflict");
    expectRefusal(await commit(server.url, id, 4, digest), 409, "parts-missing");
    expectRefusal(await commit(server.url, id, 3, digestOf(parts[0])), 422, "digest-mismatch");
    expect(await commit(server.url, id, 3, digest)).toEqual(success(envelope));
    expectRefusal(await commit(server.url, id, 2, digest), 409, "part-conflict");
    expectRefusal(await putPart(server.url, id, 1, parts[0]), 409, "part-conflict");
  });

  test("a commit of an upload that never was, even of an envelope that is stored", async () => {
    const known = fakeEnvelope();
    await post(server.url, known);
    expectRefusal(await commit(server.url, newUploadId(), 1, digestOf(known)), 404, "upload-unknown");
  });

  test("a whole that no sealed file can be: the upload is dropped", async () => {
    const broken = concat(fakeEnvelope(65_536 * 40), Uint8Array.of(1));
    const id = newUploadId();
    for (const [number, part] of partsOf(broken).entries()) await putPart(server.url, id, number, part);
    expectRefusal(await commit(server.url, id, 3, digestOf(broken)), 422, "payload-length");
    await expect.poll(() => kept(broken)).toBe(false);
    expectRefusal(await commit(server.url, id, 3, digestOf(broken)), 404, "upload-unknown");
  });

  test.each([
    ["not JSON", "parts=1"],
    ["a list", "[]"],
    ["null", "null"],
    ["white space", `{"parts": 1,"digest":"${"0".repeat(64)}"}`],
    ["the other order", `{"digest":"${"0".repeat(64)}","parts":1}`],
    ["no digest", '{"parts":1}'],
    ["a further field", `{"parts":1,"digest":"${"0".repeat(64)}","note":"hello"}`],
    ["a digest in capitals", `{"parts":1,"digest":"${"A".repeat(64)}"}`],
    ["no part", `{"parts":0,"digest":"${"0".repeat(64)}"}`],
    ["half a part", `{"parts":1.5,"digest":"${"0".repeat(64)}"}`],
    ["more parts than there may be", `{"parts":7,"digest":"${"0".repeat(64)}"}`],
    ["a part in words", `{"parts":"1","digest":"${"0".repeat(64)}"}`],
    ["broken UTF-8", Buffer.from([0x7b, 0xff, 0x7d])],
  ])("a commit whose body is %s", async (_name, body) => {
    const url = `${server.url}/v1/uploads/${await begun()}/commit`;
    expectRefusal(await send("POST", url, Buffer.from(body), "application/json"), 400, "bad-request");
  });

  test("a commit that is too large, or of another type", async () => {
    const url = `${server.url}/v1/uploads/${newUploadId()}/commit`;
    expectRefusal(await send("POST", url, Buffer.alloc(2_000, 32), "application/json"), 413, "too-large");
    expectRefusal(await send("POST", url, Buffer.from("{}"), "text/plain"), 415, "content-type");
  });

  test.each(["x", "0".repeat(31), "A".repeat(32), "0".repeat(33)])("the upload id %s", async (id) => {
    expectRefusal(await putPart(server.url, id, 0, parts[0]), 404, "not-found");
    expectRefusal(await commit(server.url, id, 1, digestOf(envelope)), 404, "not-found");
  });

  test.each(["-1", "01", "1.0", "1e1", "x", "9999999"])("the part number %s", async (number) => {
    const url = `${server.url}/v1/uploads/${newUploadId()}/parts/${number}`;
    expectRefusal(await send("PUT", url, parts[0], "application/octet-stream"), 404, "not-found");
  });
});
