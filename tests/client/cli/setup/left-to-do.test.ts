import { expect, test } from "vitest";
import { includesFragments, leftToDo } from "../../../../client/cli/setup/left-to-do.ts";
import { USUAL } from "../../../../client/cli/setup/service-files.ts";

const LINE = "%include /etc/tor/torrc.d/*.conf";
const done = {
  service: { ...USUAL, settings: new Map([["NIGHTJAR_COURIER_NAMES", "some.onion"]]) },
  written: "/",
  ownerKnown: true,
  sockets: true,
  pages: true,
  rosters: true,
  tor: true,
  included: true,
  systemd: true,
  started: false,
  journal: false,
};

test.each([
  [`SocksPort 0\n${LINE}\n`, true],
  [`  ${LINE} # the onions`, true],
  ['%include "/etc/tor/torrc.d/"', true],
  ["%include /etc/tor/torrc.d", true],
  ["", false],
  [`#${LINE}`, false],
  [`${LINE}.old`, false],
  ["%include /etc/tor/torrc.d/other.conf", false],
])("whether a torrc brings in the fragments: %j", (torrc, included) => {
  expect(includesFragments(torrc)).toBe(included);
});

test("a line that tor's file has already is not asked for again", () => {
  const asked = (included: boolean) =>
    leftToDo({ ...done, included }).some((line) => line.includes("%include"));
  expect([asked(false), asked(true)]).toEqual([true, false]);
  expect(leftToDo(done).map((line) => line.split(":")[0])).toEqual(["start, as root", "look at it all"]);
  expect(leftToDo({ ...done, started: true })).toEqual(["look at it all: nightjar doctor"]);
  const service = { ...done.service, settings: new Map() };
  for (const [written, again] of [
    ["/", "--system --force"],
    ["out", "--tor /var/lib/tor/nightjar-couriers --force"],
  ] as const)
    expect(leftToDo({ ...done, written, service }).some((one) => one.includes(again))).toBe(true);
});

test("what a bare machine lacks is said with what brings it: tor, the user, systemd, the journal of before", () => {
  const says = (lacking: object) => leftToDo({ ...done, ...lacking }).join("\n");
  expect(says({ tor: false })).toContain("apt-get install --no-install-recommends tor");
  expect(says({ ownerKnown: false })).toContain("adduser --system --group");
  expect(says({ systemd: false })).not.toContain("systemctl");
  expect(says({ systemd: false })).toContain("as nightjar.service says");
  expect(says({ journal: true })).toContain("rm -r /var/log/journal");
  // Nothing that runs takes up its new settings by itself.
  expect(says({})).toMatch(/systemctl restart .*systemd-journald nightjar tor@default/);
});
