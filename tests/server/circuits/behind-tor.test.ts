import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, removeData, startServer } from "../../support/server.ts";

const folder = mkdtempSync(join(tmpdir(), "nightjar-tor-"));
const socket = join(folder, "sources.sock");
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ env: { NIGHTJAR_LISTEN: `unix:${socket}`, NIGHTJAR_CIRCUITS: "1" } });
});

afterAll(async () => {
  expect(await server.stop()).toBe(0);
  expect(server.output()).toBe("");
  removeData(server.data);
  rmSync(folder, { recursive: true });
});

const line = (circuit: number) => `PROXY TCP6 fc00:dead:beef:4dad::0:${circuit.toString(16)} ::1 35 80\r\n`;
const get = "GET /v1/anchor HTTP/1.1\r\nHost: localhost\r\n\r\n";

/** Everything that comes back on one connection until the server closes it, or nothing comes for a while. */
function said(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    let received = "";
    connection.setEncoding("latin1").setTimeout(2500);
    connection.on("data", (text) => {
      received += text;
    });
    connection.on("timeout", () => connection.destroy());
    connection.on("error", () => connection.destroy());
    connection.on("close", () => resolve(received));
    connection.write(bytes);
  });
}

const statuses = (text: string) =>
  text.match(/HTTP\/1\.1 \d{3}/g)?.map((found) => Number(found.slice(-3))) ?? [];

describe("a server behind tor", () => {
  test("serves a connection that tor's line comes before, and answers no other", async () => {
    expect(server.url).toBe(`unix:${socket}`);
    expect(statuses(await said(line(7) + get))).toEqual([200]);
    expect(await said(get)).toBe("");
  });

  test("counts by circuit: one that asks too much is slowed on all its connections, and no other is", async () => {
    const many = (circuit: number, count: number) => said(line(circuit) + get.repeat(count));
    const first = statuses(await many(1000, 1200));
    expect(new Set(first)).toEqual(new Set([200]));
    expect(first).toHaveLength(1200);
    expect(statuses(await many(1000, 1))).toEqual([429]);
    expect(statuses(await many(1001, 1))).toEqual([200]);
  });
});
