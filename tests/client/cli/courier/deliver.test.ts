import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseCourierAddress } from "../../../../client/courier/address.ts";
import { sealPack } from "../../../../client/courier/pack.ts";
import { concat } from "../../../../crypto/bytes.ts";
import type { SigningSeed } from "../../../../crypto/ed25519.ts";
import { COURIER_LETTERS_PATH, SLOT_LENGTH } from "../../../../protocol/letters.ts";
import { commandLine } from "../../../support/command-line.ts";
import { type CourierServer, startCourierServer } from "../../../support/courier-server.ts";
import { fakeMailbag } from "../../../support/mailbags.ts";
import { sodium } from "../../../support/primitives.ts";
import type { Fate } from "../../../support/proxy.ts";
import { temporaryFolder } from "../support/cli.ts";
import { type CourierOnDisk, courierOnDisk } from "../support/courier.ts";

const folder = temporaryFolder();
let number = 0;

/** A courier, and a mailbag on a stick. */
function walker(): { courier: CourierOnDisk; bag: string; other: string } {
  const place = join(folder, String(number++));
  const courier = courierOnDisk(place);
  const [bag, other] = ["mailbag-2026-11-28", "for the walk (2)"].map((name) => join(place, name));
  for (const path of [bag, other] as string[]) writeFileSync(path, fakeMailbag());
  return { courier, bag: bag ?? "", other: other ?? "" };
}

const noEnvelopes = (courier: CourierOnDisk) => startCourierServer(courier, [0, () => 1]);

const deliver = ({ keyPath, anchorPath }: CourierOnDisk, { url }: CourierServer, ...bags: string[]) =>
  commandLine(["courier", "deliver", ...bags, "--url", url, "--key", keyPath, "--anchor", anchorPath]);

const sent = ({ network }: CourierServer) =>
  network.requests.filter(({ method, path }) => method === "POST" && path === COURIER_LETTERS_PATH).length;

test("a mailbag is taken, under whatever name; once more, and it had been taken before", async () => {
  const { courier, other } = walker();
  await using server = await noEnvelopes(courier);
  const host = new URL(server.url).host;
  expect(await deliver(courier, server, other)).toEqual({
    code: 0,
    stdout: `${other}: ${host} has taken it.\n`,
    stderr: "",
  });
  expect(await deliver(courier, server, other)).toEqual({
    code: 0,
    stdout: `${other}: ${host} had taken it before.\n`,
    stderr: "",
  });
});

test("a second new one in a week is refused, with what to do, and the first is there all the same", async () => {
  const { courier, bag, other } = walker();
  await using server = await noEnvelopes(courier);
  const ended = await deliver(courier, server, bag, other);
  expect(ended.code).toBe(3);
  expect(ended.stdout).toMatch(/mailbag-2026-11-28: \S+ has taken it\.\n$/);
  expect(ended.stderr).toMatch(
    /^\S+for the walk \(2\): \S+ does not take it: it has taken a mailbag by your key in the last days\. If it wasn't yours, tell the operator and the stewards today: somebody else has your key\. Otherwise keep this one, and deliver it on your next walk, or give it to another courier now\.\n$/,
  );
  expect((await deliver(courier, server, bag)).stdout).toContain("had taken it before");
});

describe("what is no mailbag is refused before anything is sent", () => {
  const bytes = fakeMailbag();
  const swapped = concat(
    bytes.subarray(SLOT_LENGTH, 2 * SLOT_LENGTH),
    bytes.subarray(0, SLOT_LENGTH),
    bytes.subarray(2 * SLOT_LENGTH),
  );
  const wrong: Readonly<Record<string, Uint8Array>> = {
    empty: new Uint8Array(0),
    "a text": Buffer.from("mailbag"),
    "cut short": bytes.subarray(0, -1),
    longer: concat(bytes, Buffer.from("\n")),
    "one slot of it": bytes.subarray(0, SLOT_LENGTH),
    "out of order": swapped,
  };

  test(Object.keys(wrong).join(", "), async () => {
    const { courier, bag, other } = walker();
    await using server = await noEnvelopes(courier);
    for (const [name, content] of Object.entries(wrong)) {
      writeFileSync(other, content);
      expect(await deliver(courier, server, bag, other), name).toEqual({
        code: 1,
        stdout: "",
        stderr: `${other} is no mailbag, or not a whole one, and nothing was sent: copy it again from the reviewer's machine, or leave it out.\n`,
      });
    }
    expect(server.network.requests).toEqual([]);
  });

  test("a folder, and what isn't there: wrong use", async () => {
    const { courier, bag, other } = walker();
    await using server = await noEnvelopes(courier);
    mkdirSync(`${other}-folder`);
    for (const path of [`${other}-folder`, `${other}-none`])
      expect(await deliver(courier, server, bag, path)).toMatchObject({ code: 2, stdout: "" });
    expect(server.network.requests).toEqual([]);
  });
});

test.each([
  ["cut", "has taken it"],
  ["lose", "had taken it before"],
] as [Fate, string][])("a connection that breaks (%s) is tried again, and it %s", async (fate, said) => {
  const { courier, bag } = walker();
  await using server = await noEnvelopes(courier);
  const fates = [fate];
  server.network.decide = ({ method, path }) =>
    method === "POST" && path === COURIER_LETTERS_PATH ? (fates.pop() ?? "pass") : "pass";
  const ended = await deliver(courier, server, bag);
  expect(ended).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining(said) });
  expect(sent(server)).toBe(2);
});

describe("with a pack", () => {
  async function packOf(courier: CourierOnDisk, servers: readonly CourierServer[]): Promise<string> {
    const addresses = servers.map(({ url }) => parseCourierAddress(new URL(url).host));
    const { anchor } = courier.instance;
    const path = `${courier.keyPath}.pack`;
    const seed = courier.seed.slice() as SigningSeed;
    writeFileSync(path, await sealPack({ anchor, seed, addresses }, "demo demo demo", sodium, 8), {
      mode: 0o600,
    });
    return path;
  }

  test("each goes to every server; one that fails keeps none from the next, and the same again goes on", async () => {
    const { courier, bag } = walker();
    await using one = await noEnvelopes(courier);
    await using two = await noEnvelopes(courier);
    const pack = await packOf(courier, [one, two]);
    const args = ["courier", "deliver", bag, "--pack", pack];
    one.network.decide = ({ path }) => (path === COURIER_LETTERS_PATH ? "full" : "pass");
    const first = await commandLine(args, "demo demo demo");
    expect(first).toMatchObject({ code: 3, stdout: `${bag}: ${new URL(two.url).host} has taken it.\n` });
    expect(first.stderr).toMatch(/ is left out of this run: .*The other servers are asked\.\n$/);
    one.network.decide = () => "pass";
    const again = await commandLine(args, "demo demo demo");
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout.trimEnd().split("\n").sort()).toEqual(
      [
        `${bag}: ${new URL(one.url).host} has taken it.`,
        `${bag}: ${new URL(two.url).host} had taken it before.`,
      ].sort(),
    );
  });

  test("another passphrase, another file, and both ways at once: nothing is sent", async () => {
    const { courier, bag } = walker();
    await using server = await noEnvelopes(courier);
    const pack = await packOf(courier, [server]);
    const args = (path: string, ...more: string[]) => ["courier", "deliver", bag, "--pack", path, ...more];
    expect(await commandLine(args(pack), "demo demo dem0")).toMatchObject({ code: 1, stdout: "" });
    expect(await commandLine(args(bag), "demo demo demo")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("is no courier's pack"),
    });
    expect(await commandLine(args(pack, "--url", server.url))).toMatchObject({ code: 2, stdout: "" });
    expect(await commandLine(["courier", "deliver", "--pack", pack])).toMatchObject({ code: 2, stdout: "" });
    expect(server.network.requests).toEqual([]);
    expect(readFileSync(bag).length).toBe(8 * SLOT_LENGTH);
  });
});
