import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { equalBytes } from "../../crypto/bytes.ts";
import { parseConfig } from "../../server/config.ts";
import { openSpool, spoolOf } from "../../server/open-spool.ts";
import { digestOf, fakeEnvelope, partsOf } from "../support/envelopes.ts";
import { removeData, startServer } from "../support/server.ts";

test("a running server takes envelopes by both ways, and the export has them all", async () => {
  const server = await startServer();
  const small = fakeEnvelope();
  const large = fakeEnvelope(3_500_000);
  const post = (bytes: Uint8Array) =>
    fetch(`${server.url}/v1/envelopes`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: new Uint8Array(bytes),
    });
  for (const envelope of [small, large, small]) {
    const response = await post(envelope);
    expect(await response.text()).toBe(JSON.stringify({ digest: digestOf(envelope) }));
    expect(response.status).toBe(201);
  }
  const other = fakeEnvelope(2_500_000);
  const upload = `${server.url}/v1/uploads/${randomBytes(16).toString("hex")}`;
  for (const [n, part] of partsOf(other).entries()) {
    const response = await fetch(`${upload}/parts/${n}`, {
      method: "PUT",
      headers: { "content-type": "application/octet-stream" },
      body: new Uint8Array(part),
    });
    expect(response.status).toBe(204);
  }
  for (let i = 0; i < 2; i++) {
    const response = await fetch(`${upload}/commit`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ parts: partsOf(other).length, digest: digestOf(other) }),
    });
    expect([response.status, await response.text()]).toEqual([
      201,
      JSON.stringify({ digest: digestOf(other) }),
    ]);
  }
  const out = mkdtempSync(join(tmpdir(), "nightjar-out-"));
  const run = () =>
    execFileSync(process.execPath, ["server/upkeep/export.ts", server.data, out], { encoding: "utf8" });
  expect(JSON.parse(run())).toEqual({ exported: 3, present: 0, damaged: [] });
  expect(JSON.parse(run())).toEqual({ exported: 0, present: 3, damaged: [] });
  const files = readdirSync(out).map((name) => readFileSync(join(out, name)));
  for (const envelope of [small, large, other]) {
    expect(files.some((file) => equalBytes(file, envelope))).toBe(true);
  }
  expect(server.output()).toBe("");
  expect(await server.stop()).toBe(0);
  removeData(server.data);
});

test("the server ends by itself, cleanly, when whoever started it is gone", async () => {
  const server = await startServer();
  expect(await server.disconnect()).toBe(0);
  expect(server.output()).toBe("");
  removeData(server.data);
});

/** As the server would say it to a user who isn't the files' owner: this process's own child, once it has loaded all. */
function refusedAs(code: string): string {
  const script = `
    const { openSpool } = await import("./server/open-spool.ts");
    const { loadPublicDocuments } = await import("./server/pages/public-documents.ts");
    const { parseConfig } = await import("./server/config.ts");
    if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
    try { ${code} } catch (error) { console.log(error.name + ": " + error.message); }`;
  return execFileSync(process.execPath, ["--input-type=module-typescript", "-e", script], {
    encoding: "utf8",
  });
}

test("who may not read the data is told so, and not to put there what is there", () => {
  const data = mkdtempSync(join(tmpdir(), "nightjar-rights-"));
  const files = { "public/anchor.json": "{}", "spool/lock": "" };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(data, dirname(name)));
    writeFileSync(join(data, name), text);
  }
  chmodSync(data, 0o755);
  for (const name of ["public", "spool"]) chmodSync(join(data, name), 0);
  const anchor = refusedAs(`loadPublicDocuments(${JSON.stringify(data)}, Date.now)`);
  expect(anchor).toMatch(
    /^StartError: The server runs as user (\d+), who isn't allowed to read the anchor: (\S+)\. Make user \1 its owner \(chown -R \1 \2\)/,
  );
  const spool = refusedAs(`await openSpool(parseConfig({ NIGHTJAR_DATA: ${JSON.stringify(data)} }))`);
  expect(spool).toMatch(
    /^StartError: The server runs as user (\d+), who isn't allowed to read and write its spool: (\S+)\. Make user \1/,
  );
  for (const name of ["public", "spool"]) chmodSync(join(data, name), 0o755);
  rmSync(join(data, "public/anchor.json"));
  const missing = refusedAs(`loadPublicDocuments(${JSON.stringify(data)}, Date.now)`);
  expect(missing).toMatch(
    /^StartError: \S+anchor\.json isn't there: put the anchor there and start again\.$/m,
  );
  rmSync(data, { recursive: true });
});

test("a spool that isn't there yet is made once it is asked for", async () => {
  const data = mkdtempSync(join(tmpdir(), "nightjar-first-start-"));
  const config = parseConfig({ NIGHTJAR_DATA: data });
  const later = spoolOf(config);
  // Were it opened already, one of both would find it in use.
  await (await openSpool(config)).close();
  await (await later()).close();
  rmSync(data, { recursive: true });
});
