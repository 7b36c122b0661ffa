import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { buildNoScriptPages } from "../../client/source/no-script/build.ts";
import type { Failure } from "../../client/source/worker/messages.ts";
import type { Reply } from "../../client/workers/calls.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { addSeconds } from "../../crypto/documents/instant.ts";
import { encodeRosterFile } from "../../crypto/documents/roster-file.ts";
import { CRYPTO_ERROR_CODES, CryptoError } from "../../crypto/errors.ts";
import { loadPublicDocuments } from "../../server/pages/public-documents.ts";
import type { AwaitedRoster } from "../../server/rosters/roster-store.ts";
import { commandLine } from "../support/command-line.ts";
import { anchor, file, NOW, REFUSED_BYTES, REFUSED_FILES } from "../support/refused-rosters.ts";

// Some ninety files through each door, and the server's loads all its pages for each.
vi.setConfig({ testTimeout: 600_000 });

/** A door that verifies a roster file by its own clock: the code it refuses with, or "accepted". */
type Door = (bytes: Uint8Array) => Promise<string>;

const folder = mkdtempSync(join(tmpdir(), "nightjar-test-"));
const anchorBytes = encodeAnchor(anchor);
const at = (name: string) => join(folder, name);

/** The code whose sentence is in a text: people and programs are told the same. */
function codeIn(text: string): string {
  return CRYPTO_ERROR_CODES.find((code) => text.includes(new CryptoError(code).message)) ?? `none: ${text}`;
}

/** The page's worker, as the page loads it, with the anchor baked in. */
async function pageDoor(): Promise<Door> {
  let hear: ((event: { data: unknown }) => void) | undefined;
  let said: ((reply: Reply) => void) | undefined;
  vi.resetModules();
  vi.stubGlobal("NIGHTJAR_ANCHOR", Buffer.from(anchorBytes).toString());
  vi.stubGlobal("self", {
    addEventListener: (type: string, listener: typeof hear) => {
      if (type === "message") hear = listener;
    },
    postMessage: (reply: Reply) => said?.(reply),
  });
  const { startSealer } = await import("../../client/source/worker/main.ts");
  startSealer();
  const ask: Door = (rosterFile) =>
    new Promise((resolve) => {
      said = (reply) => resolve("failure" in reply ? (reply.failure as Failure).code : "accepted");
      hear?.({ data: { call: 1, name: "verify", asked: rosterFile } });
    });
  await ask(encodeRosterFile(file));
  return ask;
}

async function commandDoor(): Promise<Door> {
  writeFileSync(at("anchor.json"), anchorBytes);
  return async (bytes) => {
    writeFileSync(at("roster.json"), bytes);
    const args = ["roster", "verify", "--anchor", at("anchor.json"), "--roster", at("roster.json")];
    const { code, stdout, stderr } = await commandLine(args);
    if (code === 0) return "accepted";
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    // It says what the file is instead.
    return stderr.includes("another file is due here") ? "document-malformed" : codeIn(stderr);
  };
}

async function serverDoor(): Promise<Door> {
  const data = at("data");
  mkdirSync(join(data, "public/rosters"), { recursive: true });
  writeFileSync(join(data, "public/anchor.json"), anchorBytes);
  writeFileSync(join(data, "public/source.html"), "<!doctype html>");
  for (const [name, bytes] of buildNoScriptPages(anchorBytes))
    writeFileSync(join(data, "public", name), bytes);
  return async (bytes) => {
    writeFileSync(join(data, "public/rosters/0001.json"), bytes);
    const told: string[] = [];
    const { rosters } = loadPublicDocuments(data, Date.now, (sentence) => told.push(sentence));
    const { shown } = rosters.look();
    if (shown.kind === "served") return "accepted";
    // A roster of a time to come is shown alone, so that nobody can seal to it yet.
    if (shown.kind === "awaited") return "roster-not-yet";
    // One that verifies and doesn't hold is given to nobody; one that doesn't verify is said.
    return shown.last ? whyNotNow(shown.last) : codeIn(told.join());
  };
}

function whyNotNow({ roster, currency }: AwaitedRoster): string {
  const now = Date.now() / 1000;
  if (roster.notAfter <= now) return "roster-over";
  return currency && currency.issued > now ? "currency-ahead" : "currency-stale";
}

const DOORS: [name: string, open: () => Promise<Door>][] = [
  ["the page", pageDoor],
  ["nightjar roster verify", commandDoor],
  ["the server", serverDoor],
];

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.unstubAllGlobals();
});
afterAll(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

describe.each(DOORS)("%s", (_, open) => {
  test("accepts the good one, and refuses every other one with its own code", async () => {
    const door = await open();
    vi.setSystemTime(NOW * 1000);
    expect(await door(encodeRosterFile(file))).toBe("accepted");
    for (const [code, what, candidate, seconds = 0] of REFUSED_FILES) {
      vi.setSystemTime(addSeconds(NOW, seconds) * 1000);
      expect([what, await door(encodeRosterFile(candidate))]).toEqual([what, code]);
    }
    vi.setSystemTime(NOW * 1000);
    for (const [code, what, bytes] of REFUSED_BYTES) expect([what, await door(bytes)]).toEqual([what, code]);
    expect(await door(encodeRosterFile(file))).toBe("accepted");
  });
});
