import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { signCurrency, signRoster } from "../../client/cli/demo/instance.ts";
import { encodeRosterFile } from "../../crypto/documents/roster-file.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import { loadPublicDocuments } from "../../server/public-documents.ts";
import { testInstance } from "../support/instance.ts";
import { prepareData, removeData } from "../support/server.ts";

test("a new roster is served as soon as it is there, if it verifies; else the one before it", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const instance = testInstance();
  const data = prepareData({ instance });
  let changes = 0;
  const write = (bytes: Uint8Array) => {
    writeFileSync(join(data, "public/roster.json"), bytes);
    utimesSync(join(data, "public/roster.json"), ++changes, changes);
  };
  const documents = loadPublicDocuments(data, Date.now);
  const first = encodeRosterFile(instance.file);
  expect(Buffer.from(await documents.roster()).equals(first)).toBe(true);

  const before = { sequence: 1, digest: instance.roster.digest };
  const roster = signRoster(instance.anchor, instance.secrets, before, instance.now, noble);
  const currency = signCurrency(
    instance.anchor,
    instance.secrets,
    { sequence: 2, payload: roster.payload },
    instance.now,
    noble,
  );
  const second = encodeRosterFile({ roster, currency });
  write(second);
  expect(Buffer.from(await documents.roster()).equals(second)).toBe(true);
  expect(told).not.toHaveBeenCalled();

  for (const bad of [encodeRosterFile({ roster, currency: instance.file.currency }), second.subarray(1)]) {
    write(bad);
    for (let i = 0; i < 3; i++) expect(Buffer.from(await documents.roster()).equals(second)).toBe(true);
  }
  expect(told).toHaveBeenCalledTimes(2);
  write(first);
  expect(Buffer.from(await documents.roster()).equals(first)).toBe(true);
  told.mockRestore();
  removeData(data);
});
