import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeAnchor } from "../../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { addSeconds, encodeInstant, SECONDS_PER_DAY } from "../../../../crypto/documents/instant.ts";
import { encodeRosterFile, encodeServedRoster } from "../../../../crypto/documents/roster-file.ts";
import { commandLine } from "../../../support/command-line.ts";
import { testInstance } from "../../../support/instance.ts";
import { temporaryFolder } from "../support/cli.ts";
import { instanceOnDisk } from "../support/tips.ts";

const folder = temporaryFolder();
const instance = instanceOnDisk(folder);
const after = (days: number) => encodeInstant(addSeconds(instance.now, days * SECONDS_PER_DAY));

function verify(more: string[] = [], roster = instance.rosterPath, anchor = instance.anchorPath) {
  return commandLine(["roster", "verify", "--anchor", anchor, "--roster", roster, ...more]);
}

const written = (name: string, bytes: Uint8Array | string) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

test("says what was verified", async () => {
  const ended = await verify();
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  const lines = ended.stdout.split("\n");
  expect(lines[0]).toMatch(/^The roster holds at 20/);
  expect(ended.stdout).toContain("instance     Test instance (a demo, for trying only)");
  expect(ended.stdout).toContain(`fingerprint  ${anchorFingerprint(instance.anchor)}`);
  expect(ended.stdout).toContain("signed by    at least 2 of 3 stewards");
  expect(ended.stdout).toContain("sequence     1\n");
  expect(ended.stdout).toContain(`until ${after(31)}\n`);
  expect(ended.stdout).toContain("reviewers    2\n");
  expect(ended.stdout).toContain(`current      until ${after(14)},`);
  expect(ended.stdout).toContain("letters      none are given\n");
});

test.each([
  [1, "one reviewer must sign a free text"],
  [2, "two reviewers must sign a free text"],
] as const)("says how many must sign a letter's free text: %s", async (letters, said) => {
  const { anchor, file } = testInstance({ letters });
  const anchorPath = written(`anchor-${letters}.json`, encodeAnchor(anchor));
  const rosterPath = written(`roster-${letters}.json`, encodeRosterFile(file));
  expect((await verify([], rosterPath, anchorPath)).stdout).toContain(`letters      ${said}\n`);
});

test("for another time", async () => {
  expect((await verify(["--at", after(13)])).code).toBe(0);
  const stale = await verify(["--at", after(14)]);
  expect(stale).toMatchObject({ code: 1, stdout: "" });
  expect(stale.stderr).toMatch(/: The currency statement is out of date: .*\.\n$/);
  expect((await verify(["--at", after(31)])).stderr).toContain("The roster's period is over");
  expect((await verify(["--at", after(-2)])).stderr).toContain("The roster's period has not begun");
});

test("a roster alone, as a server gives it before its period", async () => {
  const alone = written("alone.json", encodeServedRoster({ roster: instance.file.roster }));
  const cases: [days: number, sentence: RegExp][] = [
    [-2, /alone\.json: The roster's period has not begun/],
    [0, /alone\.json: The currency statement is out of date/],
    [31, /alone\.json: The roster's period is over/],
  ];
  for (const [days, sentence] of cases) {
    const ended = await verify(["--at", after(days)], alone);
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(sentence);
  }
});

test("why it doesn't hold, in a sentence that names the file", async () => {
  const other = testInstance();
  const unsigned = { ...instance.file.roster, signatures: instance.file.roster.signatures.slice(0, 1) };
  const cases: [ended: ReturnType<typeof verify>, sentence: RegExp][] = [
    [
      verify([], written("one.json", encodeRosterFile({ ...instance.file, roster: unsigned }))),
      /one\.json: Too few stewards/,
    ],
    [
      verify([], written("foreign.json", encodeRosterFile(other.file))),
      /foreign\.json: A signature is by somebody/,
    ],
    [
      verify([], instance.rosterPath, written("other.json", encodeAnchor(other.anchor))),
      /roster\.json: A signature is by/,
    ],
    [
      verify([], written("cut.json", readFileSync(instance.rosterPath).subarray(0, 3000))),
      /cut\.json is a roster file: .* this one is damaged/,
    ],
    [
      verify([], instance.rosterPath, instance.rosterPath),
      /roster\.json is a roster file: another file is due/,
    ],
  ];
  for (const [running, sentence] of cases) {
    const ended = await running;
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(sentence);
    expect(ended.stderr).toMatch(/^[^\n]+\n$/);
  }
});
