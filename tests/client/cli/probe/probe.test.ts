import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { encodeAnchor } from "../../../../crypto/documents/anchor.ts";
import { encodeRosterFile } from "../../../../crypto/documents/roster-file.ts";
import { bundleOf, spooled } from "../../../support/bundles.ts";
import { commandLine } from "../../../support/command-line.ts";
import { fakeEnvelope } from "../../../support/envelopes.ts";
import { newSeed, testInstance } from "../../../support/instance.ts";
import { prepareData, removeData, startServer } from "../../../support/server.ts";
import { temporaryFolder } from "../support/cli.ts";
import { modeOf } from "../support/folders.ts";

const folder = temporaryFolder();
const instance = testInstance();
const data = await prepareData({ instance });
const anchor = join(folder, "anchor.json");
const log = join(folder, "probes.log");
writeFileSync(anchor, encodeAnchor(instance.anchor));
writeFileSync(join(folder, "identity.txt"), instance.identityFiles[0] ?? "", { mode: 0o600 });
afterAll(() => removeData(data));

const send = (url: string, ...more: readonly string[]) =>
  commandLine(["probe", "send", "--url", url, "--anchor", anchor, "--log", log, ...more]);

const check = (...args: readonly string[]) => commandLine(["probe", "check", "--log", log, ...args]);

async function bundleFrom(name: string, envelopes: readonly Uint8Array[]): Promise<string> {
  const listed = envelopes.map((bytes) => spooled(bytes));
  writeFileSync(join(folder, name), await bundleOf(instance, listed, newSeed()));
  return join(folder, name);
}

test("probes go in like tips, say inside what they are, and are looked for in bundles", async () => {
  const server = await startServer({ data });
  const ended = await send(server.url, "--count", "3");
  expect(ended).toEqual({ code: 0, stdout: `3 probes were handed in and noted in ${log}.\n`, stderr: "" });
  expect(modeOf(log)).toBe("600");
  expect(readFileSync(log, "utf8")).toMatch(/^(\d{4}-\d\d-\d\d [0-9a-f]{64}\n){3}$/);
  const out = join(folder, "spool");
  execFileSync(process.execPath, ["server/upkeep/export.ts", data, out]);
  expect(await server.stop()).toBe(0);
  const envelopes = readdirSync(out).map((name) => new Uint8Array(readFileSync(join(out, name))));
  expect(envelopes.length).toBe(3);
  const opened = await commandLine([
    "open",
    "--identity",
    join(folder, "identity.txt"),
    "--out",
    join(folder, "tips"),
    out,
  ]);
  expect(opened.code).toBe(0);
  const [first = ""] = readdirSync(join(folder, "tips"));
  expect(readFileSync(join(folder, "tips", first, "tip.txt"), "utf8")).toMatch(
    /Nightjar probe [0-9a-f]{16}\. This is no report/,
  );

  const bundle = await bundleFrom("two.bundle", [...envelopes.slice(0, 2), fakeEnvelope()]);
  const some = await check(bundle);
  expect(some).toEqual({
    code: 0,
    stdout: "Of 3 probes 2 came out, 1 not yet, and 0 not within 3 days.\n",
    stderr: "",
  });
  const rest = await bundleFrom("rest.bundle", envelopes.slice(2));
  expect(await check("--after", "1d", bundle, rest)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("3 came out"),
  });

  const old = `2020-01-01 ${"ab".repeat(32)}\n`;
  writeFileSync(log, old + readFileSync(log, "utf8"));
  const missing = await check(bundle, rest);
  expect(missing).toMatchObject({ code: 3, stdout: expect.stringContaining("1 not within 3 days") });
  expect(missing.stderr).toContain(`  2020-01-01  ${"ab".repeat(32)}`);
});

test("a proxy that isn't there is one sentence", async () => {
  const onion = `${"nightjar".repeat(7)}.onion`;
  expect(await send(`http://${onion}`, "--socks", "127.0.0.1:1")).toEqual({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^The connection to \S+\.onion failed \([^\n]+\n$/),
  });
});

describe("it goes the page's way", () => {
  test("with a browser's headers in a browser's order; a roster that doesn't hold gets nothing", async () => {
    const asked: { line: string; names: string[] }[] = [];
    let roster = encodeRosterFile(testInstance().file);
    const server = createServer((request, response) => {
      const names = request.rawHeaders.filter((_, i) => i % 2 === 0);
      asked.push({ line: `${request.method} ${request.url}`, names });
      request.resume();
      if (request.url === "/v1/roster") response.end(roster);
      else response.writeHead(request.method === "POST" ? 507 : 200).end("{}");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const before = readFileSync(log, "utf8");
    const refused = await send(url);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toContain("nothing was sent");
    expect(asked.map(({ line }) => line)).toEqual(["GET /", "GET /v1/roster"]);
    roster = encodeRosterFile(instance.file);
    const full = await send(url);
    expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining("spool is full") });
    expect(asked.slice(2).map(({ line }) => line)).toEqual(["GET /", "GET /v1/roster", "POST /v1/envelopes"]);
    // As Firefox ESR 153 was seen to send them, with the Referer of a page whose policy is same-origin.
    const common = ["Host", "User-Agent", "Accept", "Accept-Language", "Accept-Encoding"];
    const fetching = [
      "Connection",
      "Sec-Fetch-Dest",
      "Sec-Fetch-Mode",
      "Sec-Fetch-Site",
      "Priority",
      "Pragma",
      "Cache-Control",
    ];
    expect(asked.slice(2).map(({ names }) => names)).toEqual([
      [
        ...common,
        "Connection",
        "Upgrade-Insecure-Requests",
        "Sec-Fetch-Dest",
        "Sec-Fetch-Mode",
        "Sec-Fetch-Site",
        "Sec-Fetch-User",
        "Priority",
      ],
      [...common, "Referer", ...fetching],
      [...common, "Referer", "content-type", "Content-Length", "Origin", ...fetching],
    ]);
    expect(readFileSync(log, "utf8")).toBe(before);
    server.close();
    server.closeAllConnections();
  });

  const WRONG: [string[], number, string][] = [
    [["probe"], 2, "send, check"],
    [["probe", "send", "--anchor", anchor, "--log", log], 2, "one of them is needed"],
    [["probe", "send", "--unix", "x"], 2, "--anchor is missing"],
    [["probe", "send", "--unix", "x", "--anchor", anchor], 2, "--log is missing"],
    [["probe", "send", "--unix", "x", "--anchor", anchor, "--log", log, "--count", "21"], 2, "from 1 to 20"],
    [["probe", "send", "--unix", "x", "--anchor", anchor, "--log", anchor], 1, "no log of probes"],
    [["probe", "send", "--unix", join(folder, "none"), "--anchor", anchor, "--log", log], 1, "connection"],
    [["probe", "check"], 2, "--log is missing"],
    [["probe", "check", "--log", log], 2, "which bundles"],
    [["probe", "check", "--log", log, "--after", "3", anchor], 2, "such as 3d"],
    [["probe", "check", "--log", anchor, anchor], 1, "no log of probes"],
    [["probe", "check", "--log", log, anchor], 1, "no bundle"],
    [["probe", "check", "--log", join(folder, "none"), anchor], 2, "is not there"],
  ];

  test.each(WRONG)("wrong use: %j", async (args, code, word) => {
    const ended = await commandLine(args);
    expect(ended).toMatchObject({ code, stdout: "" });
    expect(ended.stderr).toContain(word);
    expect(ended.stderr).toMatch(/^[^\n]{20,300}[.:)]\n$/);
  });
});
