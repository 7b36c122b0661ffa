import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Decrypter } from "age-encryption";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeHybridIdentity } from "../../crypto/age/identities.ts";
import { collect, utf8 } from "../../crypto/bytes.ts";
import { sealEnvelope } from "../../crypto/envelope.ts";
import { randomBytes } from "../../crypto/random.ts";
import { gnuTar, gnuTarList } from "../support/gnu-tar.ts";
import { ROOT } from "../support/imports.ts";
import { testInstance } from "../support/instance.ts";
import { providers } from "../support/primitives.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { post, upload } from "../support/submit.ts";

const instance = testInstance({ reviewers: 2 });
const data = await prepareData({ instance });
const out = join(data, "out");
let server: RunningServer;

const tip = utf8('{"a":"一个地方"}');
const photo = new Uint8Array(Buffer.concat(Array.from({ length: 40 }, () => randomBytes(65_536))));

beforeAll(async () => {
  server = await startServer({ data });
});
afterAll(async () => {
  await server.stop();
  removeData(data);
});

describe.each(providers)("what $name sealed and the server stored", (primitives) => {
  test.each([
    { road: "one shot", send: post, attachment: photo.subarray(0, 5000), size: 5000 },
    { road: "parts", send: upload, attachment: photo, size: photo.length },
  ])("opens with typage after $road, and stock tar lists it", async ({ send, attachment, size }) => {
    const files = [
      { name: "tip.json", size: tip.length, content: [tip] },
      { name: "attachments/01-photo.jpg", size, content: [attachment] },
    ];
    const envelope = await collect(sealEnvelope(files, instance.roster, primitives));
    const before = exported();
    expect((await send(server.url, envelope)).status).toBe(201);
    const [name] = exported().filter((file) => !before.includes(file));
    const stored = new Uint8Array(readFileSync(join(out, name ?? "missing")));
    expect(stored).toEqual(envelope);

    for (const { hybrid } of instance.secrets.reviewers) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(encodeHybridIdentity(hybrid));
      const tar = await decrypter.decrypt(stored);
      expect(gnuTarList(tar, "-v", "--utc")).toEqual([
        `-rw-r--r-- 0/0 ${tip.length} 1970-01-01 00:00 tip.json`,
        `-rw-r--r-- 0/0 ${size} 1970-01-01 00:00 attachments/01-photo.jpg`,
      ]);
      expect(new Uint8Array(gnuTar(tar, ["-xO"], "tip.json"))).toEqual(tip);
    }
  });
});

/** The envelopes as the operator's export has them, by name. */
function exported(): string[] {
  execFileSync(process.execPath, [join(ROOT, "server/upkeep/export.ts"), data, out]);
  return readdirSync(out);
}
