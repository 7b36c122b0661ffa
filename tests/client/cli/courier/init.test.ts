import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openPack } from "../../../../client/courier/pack.ts";
import { verifyCourierCard } from "../../../../crypto/documents/courier-card.ts";
import { parseSignedDocument } from "../../../../crypto/documents/dsse.ts";
import { cardFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import type { SigningSeed } from "../../../../crypto/ed25519.ts";
import { commandLine } from "../../../support/command-line.ts";
import { startCourierServer } from "../../../support/courier-server.ts";
import { sodium } from "../../../support/primitives.ts";
import { temporaryFolder } from "../support/cli.ts";
import { contentsOf, courierOnDisk } from "../support/courier.ts";
import { modeOf, namesBelow, snapshot } from "../support/folders.ts";

const folder = temporaryFolder();
const seedOf = (hex: string) => new Uint8Array(Buffer.from(hex, "hex")) as SigningSeed;

test("a key and a card that it signed, for the anchor's instance; the key fetches; nothing is overwritten", async () => {
  const machine = courierOnDisk(folder);
  const out = join(folder, "new", "courier");
  const args = ["courier", "init", "--anchor", machine.anchorPath, "--handle", "Swift", "--out", out];
  const ended = await commandLine(args);
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(namesBelow(out)).toEqual(["courier.card", "courier.key"]);
  expect([modeOf(join(out, "courier.key")), modeOf(join(out, "courier.card"))]).toEqual(["600", "644"]);
  const document = parseSignedDocument(readFileSync(join(out, "courier.card")));
  const card = verifyCourierCard(document, sodium);
  expect([card.handle, card.instance]).toEqual(["Swift", machine.instance.anchor.instance]);
  expect(ended.stdout).toContain(cardFingerprint(document.payload));
  const [, secret = ""] = readFileSync(join(out, "courier.key"), "utf8").trim().split(" ");
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(ended.stdout).not.toContain(secret);

  await using server = await startCourierServer({ ...machine, seed: seedOf(secret) }, [2, () => 500]);
  const pickup = machine
    .pickup(server)
    .map((arg) => (arg === machine.keyPath ? join(out, "courier.key") : arg));
  expect(await commandLine(pickup)).toMatchObject({ code: 0, stderr: "" });
  expect((await contentsOf(machine.bundle)).courier).toEqual(card.key);

  const address = `${"a".repeat(56)}.onion`;
  const packPath = join(folder, "swift.pack");
  const files = ["--key", join(out, "courier.key"), "--anchor", machine.anchorPath, "--pack", packPath];
  const packing = ["courier", "pack", ...files, "--address", address, "--address", "localhost:1"];
  expect(await commandLine(packing, "short")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("12 characters"),
  });
  expect(await commandLine(packing, "demo demo demo")).toMatchObject({ code: 0, stderr: "" });
  const pack = await openPack(readFileSync(packPath), "demo demo demo", sodium);
  expect([pack.seed, pack.addresses]).toEqual([seedOf(secret), [address, "localhost:1"]]);
  expect([modeOf(packPath), readFileSync(packPath).includes(secret)]).toEqual(["600", false]);
  expect(await commandLine(packing, "demo demo demo")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("is there already"),
  });

  const before = snapshot(out);
  expect(await commandLine(args)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("is there already"),
  });
  expect(snapshot(out)).toEqual(before);
});
