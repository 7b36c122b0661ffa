import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EMPTY_FILE, encodeCeremonyFile, publicPart } from "../../../../client/ceremony/ceremony-file.ts";
import { assemble, callCurrent, draft, knownOf, sign } from "../../../../client/keys/steward/model/steps.ts";
import { takeIn, takeOut } from "../../../../client/keys/steward/model/take-in.ts";
import { encodeAnchor } from "../../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import type { Instant } from "../../../../crypto/documents/instant.ts";
import { unpackWholeTar } from "../../../../crypto/unpack-tar.ts";
import { days, sodium } from "../../../support/ceremony.ts";
import { commandLine } from "../../../support/command-line.ts";
import { temporaryFolder } from "../../cli/support/cli.ts";
import {
  anchor,
  assembled,
  bring,
  codeOf,
  current,
  expectRefused,
  heronSigned,
  NOW,
  on,
  start,
} from "./founded.ts";

describe("what is called current", () => {
  test("the page's files are what the command line reads: anchor show, roster log, roster publish, roster verify", async () => {
    const folder = temporaryFolder();
    const [tar, data] = [join(folder, "public.tar"), join(folder, "data")];
    writeFileSync(tar, await encodeCeremonyFile(publicPart(current)));
    mkdirSync(join(data, "public"), { recursive: true });
    writeFileSync(join(data, "public/anchor.json"), encodeAnchor(anchor));
    const shown = await commandLine(["anchor", "show", tar]);
    expect(shown.stdout).toContain(anchorFingerprint(anchor));
    const audit = await commandLine(["roster", "log", "--anchor", join(data, "public/anchor.json"), tar]);
    expect(audit).toMatchObject({ code: 0, stdout: expect.stringContaining("3 rosters, one whole chain.") });
    const published = await commandLine(["roster", "publish", "--data", data, tar]);
    // These days are not today's for the command line: what is signed is taken, the statement is dated ahead or over.
    expect(published.stdout).toContain("0001.signed.json is published.");
  });

  test("what goes to the operator names nobody, and holds nobody's memory", async () => {
    const names = (await unpackWholeTar(await encodeCeremonyFile(publicPart(current)))).map(
      ({ name }) => name,
    );
    expect(names.filter((name) => !/^(anchor\.json|rosters\/.*|annexes\/.*)$/.test(name))).toEqual([]);
    expect(names).toContain("rosters/0001.json");
  });

  test("clock-behind: a statement by a clock that is behind a colleague's", async () => {
    const heron = bring(takeIn(EMPTY_FILE, heronSigned, "own", on(NOW)).file, current).file;
    const behind = on((NOW - 3600) as Instant);
    await expectRefused("clock-behind", () => callCurrent(heron, start.heron.vault, behind));
  });

  test("a statement that is dated ahead is set aside, and said", async () => {
    const ahead = callCurrent(assembled, start.crane.vault, on((NOW + days(9)) as Instant)).file;
    const taken = bring(assembled, ahead);
    expect(taken.notes.map(({ note }) => note)).toEqual(["ahead", "ahead"]);
    expect(knownOf(taken.file, NOW, sodium).rosters.flatMap(({ currencies }) => currencies)).toEqual([]);
    expect(await codeOf(() => callCurrent(taken.file, start.crane.vault, on(NOW)))).toBe("accepted");
    // A clock that is behind by more than a day can't be told from that: what it left out is said.
    const slow = (NOW - days(1.5)) as Instant;
    expect(takeIn(EMPTY_FILE, current, "brought", on(slow)).notes).toContainEqual({
      note: "ahead",
      detail: "2027-01-10",
    });
  });

  test("so is one for a roster whose place an emergency had taken; and all go on with that", async () => {
    const hours = (count: number) => (NOW + count * 3600) as Instant;
    const lark = current.cards.find(({ card }) => card.handle === "Lark");
    const asked = { from: NOW, months: 2, letters: undefined };
    const out = await draft(takeOut(current, lark?.key ?? new Uint8Array()), asked, on(NOW));
    const half = await sign(out, start.crane.vault, on(NOW));
    const heron = takeIn(bring(EMPTY_FILE, current).file, heronSigned, "own", on(NOW)).file;
    const both = await sign(bring(heron, half).file, start.heron.vault, on(NOW));
    const whole = assemble(bring(half, both).file, on(NOW));
    const emergency = callCurrent(whole, start.crane.vault, on(hours(1))).file;
    const unaware = callCurrent(heron, start.heron.vault, on(hours(2))).file;
    const taken = bring(unaware, emergency, hours(3));
    expect(taken.notes).toEqual([{ note: "rolled-back", detail: "2027-01-10" }]);
    expect(await codeOf(() => knownOf(taken.file, hours(3), sodium))).toBe("accepted");
    const { fresh } = callCurrent(taken.file, start.heron.vault, on(hours(3)));
    expect(fresh.map(({ sequence }) => sequence)).toEqual([4]);
  });
});
