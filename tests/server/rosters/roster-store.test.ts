import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { draftMove } from "../../../client/ceremony/anchors.ts";
import { type AnchorLine, anchorLine, inForce } from "../../../crypto/documents/anchor-line.ts";
import { ANCHOR_MOVE_PAYLOAD_TYPE, encodeAnchorMove } from "../../../crypto/documents/anchor-move.ts";
import { addSeconds, type Instant, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import { rosterDigest } from "../../../crypto/documents/roster.ts";
import { encodeRosterFile, type RosterFile } from "../../../crypto/documents/roster-file.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { sentenceOf } from "../../../server/rosters/document-folder.ts";
import { rosterNotices } from "../../../server/rosters/notices.ts";
import { RosterStore, type StoredRoster } from "../../../server/rosters/roster-store.ts";
import { rosterStatus } from "../../../server/status/status.ts";
import { stewardHeld } from "../../support/ceremony.ts";
import { keyOf, type TestInstance, testInstance } from "../../support/instance.ts";
import { sodium } from "../../support/primitives.ts";
import {
  annexFor,
  currencyFor,
  publishAnnex,
  publishBytes,
  publishRoster,
  publishSigned,
  rosterFileAt,
  rosterFrom,
  signedBy,
  tampered,
  underSigned,
} from "../../support/roster-files.ts";

const seed = () => randomBytes(32) as Uint8Array as SigningSeed;
let instance: TestInstance;
let data: string;
let time: Instant;
let told: string[];
beforeEach(() => {
  instance = testInstance();
  data = mkdtempSync(join(tmpdir(), "nightjar-rosters-"));
  publishRoster(data, 1, instance.file);
  time = instance.now;
  told = [];
});
afterEach(() => rmSync(data, { recursive: true }));

const later = (days: number) => addSeconds(instance.now, days * SECONDS_PER_DAY);
const openStore = () =>
  new RosterStore(
    join(data, "public"),
    [instance.anchor],
    () => time * 1000,
    (sentence) => told.push(sentence),
  );

/** What follows on a roster file, from some time on, called current at some time. */
function following(file: RosterFile, sequence: number, from: Instant, issued = from): RosterFile {
  return rosterFileAt(instance, from, issued, { sequence, previous: rosterDigest(file.roster.payload) });
}

function freshened(file: RosterFile, issued: Instant, sequence = 1): RosterFile {
  const about = { sequence, payload: file.roster.payload };
  return { ...file, currency: currencyFor(instance, about, issued) };
}

function servedBy(rosters: RosterStore): StoredRoster {
  const { shown } = rosters.look();
  if (shown.kind !== "served") throw new Error("no roster is served yet");
  return shown.roster;
}

function expectServed(rosters: RosterStore, file: RosterFile): void {
  expect(Buffer.from(servedBy(rosters).bytes).equals(encodeRosterFile(file))).toBe(true);
}

describe("what is served", () => {
  test("the highest sequence that holds, as soon as it lies there and its period has begun", () => {
    const rosters = openStore();
    expectServed(rosters, instance.file);
    const second = following(instance.file, 2, later(5), later(0));
    publishRoster(data, 2, second);
    const third = following(second, 3, later(0));
    expectServed(rosters, instance.file);
    time = addSeconds(later(5), -1);
    expectServed(rosters, instance.file);
    time = later(5);
    expectServed(rosters, second);
    publishRoster(data, 3, third);
    expectServed(rosters, third);
    publishRoster(data, 3, freshened(third, later(5), 3));
    expectServed(rosters, freshened(third, later(5), 3));
    expect(told).toEqual([]);
  });

  test("the last one served, when the files are gone, for as long as it holds; then nothing, for its couriers only", async () => {
    const one = seed();
    publishAnnex(data, 1, await annexFor(instance, instance.file.roster, [one].map(keyOf)));
    const rosters = openStore();
    expectServed(rosters, instance.file);
    rmSync(join(data, "public/rosters"), { recursive: true });
    expectServed(rosters, instance.file);
    for (const days of [14, 31]) {
      time = later(days);
      const { shown, couriers } = rosters.look();
      expect(shown).toMatchObject({ kind: "none", last: { roster: { sequence: 1 } } });
      expect(couriers).toHaveLength(1);
    }
    expect(told).toEqual([]);
  });

  test("by number, not by text: 10000 comes after 9999", () => {
    publishRoster(data, 9999, following(instance.file, 9999, later(0)));
    const last = following(instance.file, 10_000, later(0));
    publishRoster(data, 10_000, last);
    expectServed(openStore(), last);
  });

  test("of more than forty, the newest", () => {
    for (let sequence = 2; sequence <= 42; sequence++)
      publishRoster(data, sequence, following(instance.file, sequence, later(0)));
    const { rosters } = openStore().look();
    expect(rosters.map(({ document }) => document.roster.sequence)).toEqual(
      Array.from({ length: 40 }, (_, i) => i + 3),
    );
  });
});

describe("what doesn't verify is never served, and said once", () => {
  const good = () => following(instance.file, 2, later(0));
  const BAD: [string, () => Uint8Array, RegExp][] = [
    ["too few signatures", () => encodeRosterFile(underSigned(good())), /Too few stewards/],
    ["a changed letter", () => encodeRosterFile(tampered(good())), /signature/],
    ["another instance's", () => encodeRosterFile(testInstance().file), /no steward/],
    [
      "the statement of another roster",
      () => encodeRosterFile({ ...good(), currency: instance.file.currency }),
      /another roster/,
    ],
    ["not whole", () => encodeRosterFile(good()).subarray(1), /canonical/],
    ["nothing", () => new Uint8Array(0), /canonical/],
    ["under another number", () => encodeRosterFile(following(instance.file, 3, later(0))), /it is number 3/],
  ];

  test.each(BAD)("%s", (_what, make, says) => {
    const rosters = openStore();
    publishBytes(data, "rosters/0002.json", make());
    for (let i = 0; i < 3; i++) expectServed(rosters, instance.file);
    expect(told).toEqual([expect.stringMatching(says)]);
    expect(told[0]).toMatch(/^rosters\/0002\.json is not used: [^\n]+$/);
    publishRoster(data, 2, good());
    expect(servedBy(rosters).document.roster.sequence).toBe(2);
    expect(told.length).toBe(1);
  });

  test("a folder in its place, and any bytes at all", () => {
    const rosters = openStore();
    mkdirSync(join(data, "public/rosters/0002.json"));
    expectServed(rosters, instance.file);
    expect(told.length).toBe(1);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          publishBytes(data, "rosters/0003.json", bytes);
          publishBytes(data, "rosters/0003.signed.json", bytes);
          publishBytes(data, "annexes/0001.json", bytes);
          const view = rosters.look();
          expect([view.rosters.length, view.annexes.length, view.periods.length]).toEqual([1, 0, 1]);
        },
      ),
      { numRuns: 100 },
    );
    expectServed(rosters, instance.file);
  });

  test("names that are no sequence are left alone", () => {
    for (const name of [
      "2.json",
      "00002.json",
      "0000.json",
      "0002.json.tmp",
      ".0002.json",
      "abcd.json",
      "0002.JSON",
    ])
      publishBytes(data, `rosters/${name}`, encodeRosterFile(good()));
    expectServed(openStore(), instance.file);
    expect(told).toEqual([]);
  });

  test("and at the start as well, if another one holds", () => {
    publishBytes(data, "rosters/0002.json", encodeRosterFile(underSigned(good())));
    expectServed(openStore(), instance.file);
    expect(told.length).toBe(1);
  });
});

describe("no way back, while the server runs", () => {
  test.each([
    [
      "an older roster, the newer one taken away",
      (second: RosterFile) => {
        publishRoster(data, 1, freshened(instance.file, later(1)));
        rmSync(join(data, "public/rosters/0002.json"));
        return second;
      },
    ],
    [
      "another roster in the same place",
      (second: RosterFile) => {
        publishRoster(data, 2, following(instance.file, 2, later(0.5)));
        return second;
      },
    ],
    [
      "an older statement",
      (second: RosterFile) => {
        publishRoster(data, 2, freshened(second, later(0.5), 2));
        return second;
      },
    ],
  ])("%s", (_what, change) => {
    const rosters = openStore();
    time = later(1);
    const second = following(instance.file, 2, later(0), later(1));
    publishRoster(data, 2, second);
    expectServed(rosters, second);
    const expected = change(second);
    for (let i = 0; i < 3; i++) expectServed(rosters, expected);
    expect(told).toEqual([expect.stringMatching(/^rosters\/000[12]\.json .* that has been served/)]);
  });

  test("but for one that only a clock that had leapt ahead had shown", () => {
    const rosters = openStore();
    const second = following(instance.file, 2, later(10), later(0));
    publishRoster(data, 2, second);
    time = later(10.1);
    expectServed(rosters, second);
    time = later(0);
    expectServed(rosters, instance.file);
    publishRoster(data, 1, freshened(instance.file, later(5)));
    time = later(5);
    expectServed(rosters, freshened(instance.file, later(5)));
    publishRoster(data, 1, instance.file);
    time = later(0);
    expectServed(rosters, instance.file);
    expect(told).toEqual([]);
  });
});

test("what was superseded doesn't come back with a restart, even if it would hold for longer", () => {
  const second = following(instance.file, 2, later(0));
  publishRoster(data, 2, second);
  publishRoster(data, 1, freshened(instance.file, later(10)));
  time = later(15);
  expect(openStore().look().shown).toMatchObject({ kind: "none", last: { roster: { sequence: 2 } } });
  publishRoster(data, 2, freshened(second, later(15), 2));
  expect(servedBy(openStore()).document.roster.sequence).toBe(2);
});

describe("the annex in force", () => {
  const keysOf = (rosters: RosterStore) => rosters.look().couriers.map(({ key }) => encodeHex(key));
  const publicOf = (couriers: readonly SigningSeed[]) =>
    couriers.map((courier) => encodeHex(sodium.ed25519PublicKey(courier)));

  test("is the served roster's own; without one there are no couriers", async () => {
    const [one, two, three] = [seed(), seed(), seed()];
    const { file } = instance;
    const rosters = openStore();
    expect(keysOf(rosters)).toEqual([]);
    publishAnnex(data, 1, await annexFor(instance, file.roster, [one, two].map(keyOf)));
    expect(keysOf(rosters)).toEqual(publicOf([one, two]));
    const second = following(file, 2, later(0));
    publishAnnex(data, 2, await annexFor(instance, second.roster, [two, three].map(keyOf)));
    expect(keysOf(rosters)).toEqual(publicOf([one, two]));
    publishRoster(data, 2, second);
    expect(keysOf(rosters)).toEqual(publicOf([two, three]));
    publishAnnex(data, 2, await annexFor(instance, second.roster, [three].map(keyOf)));
    expect(keysOf(rosters)).toEqual(publicOf([three]));
    rmSync(join(data, "public/annexes/0002.json"));
    expect(keysOf(rosters)).toEqual([]);
    expect(told).toEqual([]);
  });

  test("a bad one is said, and the one before it stays", async () => {
    const { file } = instance;
    const one = seed();
    const rosters = openStore();
    const annex = await annexFor(instance, file.roster, [one].map(keyOf));
    publishAnnex(data, 1, annex);
    expect(keysOf(rosters)).toEqual(publicOf([one]));
    publishAnnex(data, 1, { ...annex, signatures: annex.signatures.slice(1) });
    expect(keysOf(rosters)).toEqual(publicOf([one]));
    expect(told).toEqual([expect.stringMatching(/^annexes\/0001\.json is not used: Too few/)]);
  });

  test("the annex of another roster with the same number doesn't count", async () => {
    const rosters = openStore();
    const other = rosterFrom(instance, later(1));
    publishAnnex(data, 1, await annexFor(instance, other, [seed()].map(keyOf)));
    expect(keysOf(rosters)).toEqual([]);
  });
});

test("a signed roster without a statement counts for its period, and is never served", () => {
  const rosters = openStore();
  const next = following(instance.file, 2, later(10));
  publishSigned(data, 2, next.roster);
  expect(rosters.look().periods.length).toBe(2);
  expectServed(rosters, instance.file);
  publishSigned(data, 3, next.roster);
  publishSigned(data, 2, underSigned(next).roster);
  rosters.look();
  expect(told).toEqual([expect.stringMatching(/0002\.signed/), expect.stringMatching(/0003\.signed/)]);
});

test("one that takes the served one's place, and that nobody has called current, is told daily and in the status", () => {
  const second = following(instance.file, 2, later(1));
  publishSigned(data, 2, second.roster);
  const rosters = openStore();
  const said: string[] = [];
  const notice = rosterNotices((sentence) => said.push(sentence));
  const missing = () => {
    const view = rosters.look();
    notice(view, time);
    return rosterStatus(view, time).missing;
  };
  expect(missing()).toBeNull();
  expect(said).toEqual([]);
  for (const days of [1, 1.2, 2]) {
    time = later(days);
    expectServed(rosters, instance.file);
    expect(missing()).toMatch(
      /^Roster 2, which takes the place of roster 1, .* publish the word of a steward/,
    );
  }
  expect(said).toHaveLength(2);
  publishRoster(data, 2, second);
  expectServed(rosters, second);
  expect(missing()).toBeNull();
});

describe("a rosters without a roster that holds shows none, and says what it can't read", () => {
  test.each([
    ["no folder", () => rmSync(join(data, "public/rosters"), { recursive: true }), []],
    [
      "a file as the folder",
      () => {
        renameSync(join(data, "public/rosters"), join(data, "public/kept"));
        writeFileSync(join(data, "public/rosters"), "");
      },
      [expect.stringMatching(/can't be read/), expect.stringMatching(/can't be read/)],
    ],
  ])("%s", (_what, change, says) => {
    change();
    expect(openStore().look()).toMatchObject({ shown: { kind: "none", last: undefined }, couriers: [] });
    expect(told).toEqual(says);
  });
});

describe("before the first period", () => {
  const awaitedBy = (rosters: RosterStore) => {
    const { shown } = rosters.look();
    return shown.kind === "awaited"
      ? [shown.roster.roster.sequence, shown.roster.currency !== undefined]
      : shown.kind;
  };
  beforeEach(() => rmSync(join(data, "public/rosters/0001.json")));

  test("the rosters starts, shows the roster that begins first, and serves it on its day without a restart", async () => {
    const first = following(instance.file, 2, later(3), later(0));
    publishRoster(data, 2, first);
    publishSigned(data, 2, first.roster);
    publishSigned(data, 3, following(first, 3, later(6)).roster);
    const one = seed();
    publishAnnex(data, 2, await annexFor(instance, first.roster, [one].map(keyOf)));
    const rosters = openStore();
    expect(awaitedBy(rosters)).toEqual([2, true]);
    expect(rosters.look().couriers).toHaveLength(1);
    time = addSeconds(later(3), -1);
    expect(awaitedBy(rosters)).toEqual([2, true]);
    time = later(3);
    expectServed(rosters, first);
    expect(told).toEqual([]);
  });

  test("without a statement it is awaited too, and on its day served only when somebody calls it current", () => {
    const first = following(instance.file, 2, later(3));
    publishSigned(data, 2, first.roster);
    const rosters = openStore();
    expect(awaitedBy(rosters)).toEqual([2, false]);
    time = later(3.5);
    expect(awaitedBy(rosters)).toBe("none");
    publishRoster(data, 2, freshened(first, later(3.5), 2));
    expectServed(rosters, freshened(first, later(3.5), 2));
  });

  test("one that a higher one supersedes is not waited for", () => {
    publishSigned(data, 2, following(instance.file, 2, later(3)).roster);
    publishSigned(data, 3, following(instance.file, 3, later(3)).roster);
    publishSigned(data, 4, following(instance.file, 4, later(9)).roster);
    expect(awaitedBy(openStore())).toEqual([3, false]);
    publishSigned(data, 5, following(instance.file, 5, later(-1)).roster);
    expect(awaitedBy(openStore())).toBe("none");
  });
});

describe("after a move of the anchor", () => {
  /** The same instance under two other stewards and one who stays: what one of the old signed, the new can't. */
  const moved = () => {
    const [crane, heron] = instance.founded.stewards;
    const others = testInstance().founded.stewards;
    if (!crane || !heron) throw new Error("stewards");
    const cards = [crane, ...others.slice(0, 2)].map((vault) => stewardHeld(vault).card);
    const move = draftMove(instance.anchor, cards, 2);
    const document = signedBy(
      ANCHOR_MOVE_PAYLOAD_TYPE,
      encodeAnchorMove(move),
      [crane, heron].map(({ signing }) => signing),
    );
    return anchorLine(instance.anchor, [document], sodium);
  };
  const shelfOf = (line: AnchorLine) =>
    new RosterStore(
      join(data, "public"),
      line,
      () => time * 1000,
      (sentence) => told.push(sentence),
    );

  test("what the old one signed is history for couriers, served to no source, and no line on stderr", async () => {
    const one = seed();
    publishAnnex(data, 1, await annexFor(instance, instance.file.roster, [one].map(keyOf)));
    const { shown, couriers, rosters, annexes, periods } = shelfOf(moved()).look();
    expect(shown).toMatchObject({ kind: "none", last: { roster: { sequence: 1 } } });
    expect([couriers, rosters, annexes, periods].map((each) => each.length)).toEqual([1, 1, 1, 0]);
    expect(told).toEqual([]);
  });

  test("without the line the old documents are not used, each said once", () => {
    const line = moved();
    const alone = shelfOf([inForce(line)]);
    expect(alone.look().shown).toEqual({ kind: "none", last: undefined });
    alone.look();
    expect(told).toEqual([expect.stringMatching(/^rosters\/0001\.json is not used: .*no steward/)]);
  });
});

test("a file or folder that the server may not read is said so, with what to do", () => {
  expect(sentenceOf(Object.assign(new Error("no"), { code: "EACCES" }))).toMatch(
    /isn't allowed to read it \(chmod/,
  );
});
