import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { encodeHybridRecipient, encodeX25519Recipient } from "../../../crypto/age/recipient-keys.ts";
import { addSeconds, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import { parseServedRoster } from "../../../crypto/documents/roster-file.ts";
import type { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { StartError } from "../../../server/errors.ts";
import { loadPublicDocuments } from "../../../server/pages/public-documents.ts";
import { testInstance } from "../../support/instance.ts";
import { type LocalServer, startLocal } from "../../support/local-server.ts";
import { publishRoster, publishSigned, rosterFileAt } from "../../support/roster-files.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../../support/server.ts";
import { ServerClock } from "../../support/server-clock.ts";

const hybrids = ({ roster }: VerifiedRoster) =>
  roster.reviewers.map((r) => encodeHybridRecipient(r.recipient));
const classics = ({ roster }: VerifiedRoster) =>
  roster.reviewers.map((r) => encodeX25519Recipient(r.classicRecipient));

let server: LocalServer | RunningServer | undefined;
afterEach(async () => {
  if (server) await ("stop" in server ? server.stop() : server.close());
  if (server) removeData(server.data);
  server = undefined;
});

async function get(
  path: string,
): Promise<{ status: number; type: string | null; body: string; csp: string }> {
  const response = await fetch(`${server?.url}${path}`);
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    body: await response.text(),
    csp: response.headers.get("content-security-policy") ?? "",
  };
}

test("the instructions and the lists name every reviewer of the roster, in both kinds", async () => {
  const instance = testInstance({ reviewers: 5 });
  server = await startLocal({ instance });
  const page = await get("/no-script");
  expect([page.status, page.type]).toEqual([200, "text/html; charset=utf-8"]);
  expect(page.body).not.toContain("{{");
  for (const recipient of [...hybrids(instance.roster), ...classics(instance.roster)])
    expect(page.body.split(`-r ${recipient} \\\n`).length).toBe(4);
  const lists = [
    ["/no-script/recipients.txt", hybrids(instance.roster)],
    ["/no-script/recipients-classic.txt", classics(instance.roster)],
  ] as const;
  for (const [path, recipients] of lists) {
    const list = await get(path);
    expect([list.status, list.type]).toEqual([200, "text/plain; charset=utf-8"]);
    expect(list.body).toBe(`${recipients.join("\n")}\n`);
  }
});

test("the one policy lets the style of these pages in, and still no script", async () => {
  server = await startLocal();
  const [front, plain] = [await get("/"), await get("/no-script")];
  expect(plain.csp).toBe(front.csp);
  const styles = [...plain.body.matchAll(/<style>([\s\S]*?)<\/style>/g)];
  expect(styles.length).toBe(1);
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256")
    .update(styles[0]?.[1] ?? "")
    .digest("base64");
  expect(plain.csp).toContain(`style-src 'sha256-`);
  expect(plain.csp).toContain(`'sha256-${hash}';`);
  expect(plain.body).not.toMatch(/<script|javascript:|\son[a-z]+=|style="/i);
});

test("a roster that changes while the server runs is what the page shows", async () => {
  const instance = testInstance();
  const data = await prepareData({ instance });
  server = await startLocal({ data });
  const reviewers = instance.roster.roster.reviewers.slice(0, 1);
  const change = { sequence: 2, previous: instance.roster.digest, reviewers };
  publishRoster(data, 2, rosterFileAt(instance, instance.now, instance.now, change));
  const [first = "", second = ""] = hybrids(instance.roster);
  const page = await get("/no-script");
  expect([page.body.includes(first), page.body.includes(second)]).toEqual([true, false]);
  expect((await get("/no-script/recipients.txt")).body).toBe(`${first}\n`);
});

describe("a roster that no longer holds", () => {
  test.each([
    ["its currency is stale", 15, false],
    ["its period is over", 32, false],
    ["both hold to the last second", 14 - 1 / SECONDS_PER_DAY, true],
    ["the last second is over", 14, false],
  ])("%s", async (_name, days, holds) => {
    const instance = testInstance();
    const data = await prepareData({ instance });
    const clock = vi.fn(() => instance.now * 1000);
    const documents = loadPublicDocuments(data, clock);
    expect(documents.heldRoster()).toBeDefined();
    clock.mockReturnValue((instance.now + days * SECONDS_PER_DAY) * 1000);
    expect(documents.heldRoster() !== undefined).toBe(holds);
    removeData(data);
  });

  test("nobody is told to seal to it", async () => {
    const clock = new ServerClock();
    onTestFinished(() => clock.remove());
    server = await startServer({ env: clock.environment });
    expect((await get("/no-script")).status).toBe(200);
    clock.isAhead(14 * SECONDS_PER_DAY);
    const closed = readFileSync(join(server.data, "public/no-script-closed.html"), "utf8");
    for (const path of ["/no-script", "/no-script/recipients.txt", "/no-script/recipients-classic.txt"]) {
      const answer = await get(path);
      expect([answer.status, answer.type, answer.body]).toEqual([503, "text/html; charset=utf-8", closed]);
    }
  });
});

test("before the first period: on which day it begins, in all languages, and no recipient", async () => {
  const instance = testInstance();
  const later = addSeconds(instance.now, 3 * SECONDS_PER_DAY);
  const data = await prepareData({ instance });
  rmSync(join(data, "public/rosters/0001.json"));
  const file = rosterFileAt(instance, later);
  publishSigned(data, 1, file.roster);
  const clock = vi.fn(() => instance.now * 1000);
  const documents = loadPublicDocuments(data, clock);
  expect(documents.heldRoster()).toBeUndefined();
  expect(documents.opens()).toBe(later);
  expect(parseServedRoster(documents.roster() ?? new Uint8Array()).currency).toBeUndefined();
  const page = Buffer.from(documents.noScript.notYet(later)).toString();
  for (const language of ["en", "zh-Hans", "zh-Hant"])
    expect(page).toContain(
      new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(later * 1000),
    );
  expect(page).not.toMatch(/\{\{|age1/);
  clock.mockReturnValue(later * 1000);
  expect([documents.heldRoster(), documents.opens()]).toEqual([undefined, undefined]);
  publishRoster(data, 1, file);
  expect(documents.heldRoster()?.roster.sequence).toBe(1);
  removeData(data);
});

describe("a server without these pages does not start", () => {
  const template = (change: (text: string) => string) => (data: string) => {
    const path = join(data, "public/no-script.html");
    writeFileSync(path, change(readFileSync(path, "utf8")));
  };
  test.each([
    ["no instructions", (data: string) => rmSync(join(data, "public/no-script.html")), /no-script\.html/],
    [
      "no answer",
      (data: string) => rmSync(join(data, "public/no-script-received.html")),
      /no-script-received\.html/,
    ],
    [
      "no place for one kind",
      template((text) => text.replaceAll("{{classic-recipient}}", "")),
      /no-script\.html/,
    ],
    ["another place", template((text) => `${text}{{name}}`), /no-script\.html/],
    [
      "not text",
      (data: string) => writeFileSync(join(data, "public/no-script.html"), Uint8Array.of(0xff)),
      /no-script\.html/,
    ],
  ])("%s", async (_name, change, says) => {
    const data = await prepareData();
    change(data);
    const starting = () => loadPublicDocuments(data, Date.now);
    expect(starting).toThrow(StartError);
    expect(starting).toThrow(says);
    removeData(data);
  });
});
