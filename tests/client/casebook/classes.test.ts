import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CLASS_OF, classesOf } from "../../../client/casebook/classes.ts";
import { EMPTY_PRESSURE, EMPTY_REPORT } from "../../../client/report/report.ts";
import { codesOf } from "../../../client/report/vocabulary/codes.ts";

const spec = readFileSync(new URL("../../../SPEC.md", import.meta.url), "utf8");

test("every code of pressure has its class, and SPEC.md says the same", () => {
  const codes = [...codesOf("pressureFamily"), ...codesOf("pressureDirect")];
  expect(Object.keys(CLASS_OF).sort()).toEqual([...codes].sort());
  const table = new Map<string, string>();
  const section = spec.slice(spec.indexOf("### Classes of pressure"));
  for (const [, name, listed = ""] of section.matchAll(/^\| `(\w+|)` \| (.*) \|$/gm)) {
    for (const [, code = ""] of listed.matchAll(/`(\w+)`/g)) table.set(code, name ?? "");
  }
  expect(Object.fromEntries(codes.map((code) => [code, table.get(code)]))).toEqual(
    Object.fromEntries(codes.map((code) => [code, CLASS_OF[code] ?? ""])),
  );
});

test("a report has the classes of its choices, each once and in one order; nothing said is no class", () => {
  const classed = (direct: readonly (typeof EMPTY_PRESSURE.direct)[number][]) =>
    classesOf({ ...EMPTY_REPORT, pressure: { ...EMPTY_PRESSURE, direct } });
  expect(classesOf(EMPTY_REPORT)).toEqual([]);
  expect(classed(["other"])).toEqual([]);
  expect(classed(["death_threat", "assault", "kidnap_or_attempt", "travel_doc_refused"])).toEqual([
    "direct_attack",
    "mobility",
    "distance",
  ]);
  expect(classed(["host_state_detained"])).toEqual(["coopt_host"]);
});
