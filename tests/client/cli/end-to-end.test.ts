import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { DEMO_PASSPHRASE, reviewerFile, TRYING_PACK } from "../../../client/cli/demo/people-files.ts";
import { openPack } from "../../../client/courier/pack.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { encodeTip } from "../../../client/report/tip.ts";
import { collect } from "../../../crypto/bytes.ts";
import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { instantOf } from "../../../crypto/documents/instant.ts";
import { parseRosterFile } from "../../../crypto/documents/roster-file.ts";
import { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { sealEnvelope } from "../../../crypto/envelope.ts";
import { commandLine, commandLineIn } from "../../support/command-line.ts";
import { temporaryFolder } from "./support/cli.ts";
import { type RunningDemo, startDemo } from "./support/demo.ts";
import { namesBelow } from "./support/folders.ts";
import { sodium } from "./support/tips.ts";

const folder = temporaryFolder();
const data = join(folder, "demo");
const out = join(folder, "tips");
const photo = Uint8Array.from({ length: 3_000_000 }, (_, i) => i * 13);

async function send(url: string, narrative: string): Promise<void> {
  const fetched = async (path: string) => new Uint8Array(await (await fetch(url + path)).arrayBuffer());
  const anchor = parseAnchor(await fetched("/v1/anchor"));
  const file = parseRosterFile(await fetched("/v1/roster"));
  const roster = VerifiedRoster.verify(anchor, file, instantOf(Date.now()), sodium);
  const name = "attachments/01-photo.jpg";
  const tip = encodeTip({
    instance: anchor.instance,
    roster: roster.digest,
    language: "zh-Hant",
    report: { ...EMPTY_REPORT, narrative },
    attachments: [{ name, type: "image/jpeg", size: photo.length, cleaned: null, original: null }],
    reply: null,
  });
  const files = [
    { name: "tip.json", size: tip.length, content: [tip] },
    { name, size: photo.length, content: [photo] },
  ];
  const response = await fetch(`${url}/v1/envelopes`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: await collect(sealEnvelope(files, roster, sodium)),
  });
  expect(response.status).toBe(201);
}

/** The words of a command that the demo printed, behind `npm run nightjar --`. */
function printed(said: string, command: string): string[] {
  const line = said.split("\n").find((each) => each.includes(`-- ${command} `));
  return line?.trim().split(" ").slice(4) ?? [];
}

/** Waits until the demo has printed something. */
function said(demo: RunningDemo, what: RegExp): Promise<RegExpExecArray> {
  return vi.waitUntil(() => what.exec(demo.said()), { timeout: 60_000 });
}

test("npm start, a tip is sent, the commands that were printed carry and open it; the spool opens too, also afterwards", {
  timeout: 300_000,
}, async () => {
  const demo = await startDemo(data);
  const withPassphrase = (args: readonly string[]) =>
    commandLineIn(folder, [...args, "--out", out], DEMO_PASSPHRASE);
  const openSpool = (handle: string) =>
    withPassphrase(["open", "--spool", data, "--vault", join(data, reviewerFile(handle))]);
  try {
    const none = await openSpool("Lark");
    expect(none).toMatchObject({
      code: 0,
      stdout: "Nothing has been sent yet: the spool is empty.\n",
      stderr: "",
    });

    await send(demo.url, "夜裡寫的");
    expect(await commandLineIn(folder, printed(demo.said(), "courier pickup"))).toMatchObject({ code: 0 });
    expect(await withPassphrase(printed(demo.said(), "open"))).toMatchObject({ code: 0, stderr: "" });
    // The demo has carried it too, by a courier of its own.
    const [carried = ""] = await said(demo, /\S+tips-1\.bundle$/m);
    expect(
      await withPassphrase(["open", "--vault", join(data, reviewerFile("Wren")), carried]),
    ).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("1 tip is already in"),
    });
    const { addresses } = await openPack(readFileSync(join(data, TRYING_PACK)), DEMO_PASSPHRASE, sodium);
    expect(printed(demo.said(), "courier pickup")).toContain(`http://${addresses[0]}`);
    for (const page of ["workbench.html", "keys.html", "courier.html"])
      expect(readFileSync(join(data, page), "utf8")).toMatch(/^<!doctype html>/i);
    await send(demo.url, "another");
    await said(demo, /\S+tips-2\.bundle$/m);
    expect(await openSpool("Wren")).toMatchObject({ code: 0, stderr: "" });
  } finally {
    expect(await demo.stop("SIGINT")).toBe(0);
  }
  const after = await openSpool("Lark");
  // What the courier has fetched waits in the spool for three days.
  expect(after.stdout).toBe(`2 tips are already in ${out}, and left alone.\n`);

  const tips = readdirSync(out);
  expect(tips).toHaveLength(2);
  for (const tip of tips) {
    expect(tip).toMatch(/^[0-9a-f]{32}$/);
    expect(namesBelow(join(out, tip))).toEqual([
      "attachments",
      "attachments/01-photo.jpg",
      "tip.json",
      "tip.txt",
    ]);
    expect(readFileSync(join(out, tip, "attachments/01-photo.jpg"))).toEqual(Buffer.from(photo));
    expect(readFileSync(join(out, tip, "tip.txt"), "utf8")).not.toContain("Noticed");
  }
  const texts = tips.map((tip) => readFileSync(join(out, tip, "tip.txt"), "utf8")).join("");
  expect(texts).toContain("  | 夜裡寫的\n");
  expect(texts).toContain("  | another\n");

  const exported = join(folder, "exported");
  const first = await commandLine(["export-spool", "--data", data, "--out", exported]);
  expect(first).toEqual({ code: 0, stdout: `2 sealed envelopes were written to ${exported}.\n`, stderr: "" });
  const second = await commandLine(["export-spool", "--data", data, "--out", exported]);
  expect(second.stdout).toBe(`0 sealed envelopes were written to ${exported}. 2 were there already.\n`);
});
