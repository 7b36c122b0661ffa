import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { withManifest } from "../../../../client/casebook/export/export.ts";
import { zipFile } from "../../../../client/casebook/export/zip.ts";

const folder = mkdtempSync(join(tmpdir(), "nightjar-zip-"));
afterAll(() => rmSync(folder, { recursive: true }));

const files = withManifest({ unverified: [] }, [
  { name: "cases.csv", bytes: new TextEncoder().encode("number,text\r\n1,夜鷹\r\n") },
  { name: "empty.csv", bytes: new Uint8Array() },
  { name: "large.csv", bytes: new Uint8Array(300_000).fill(65) },
]);

/** What Python's zipfile finds: each entry's name, time, length of its extra field, and SHA-256; and whether all is well. */
const PROGRAM = `
import hashlib, json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
json.dump([[i.filename, list(i.date_time), len(i.extra), len(i.comment), hashlib.sha256(z.read(i)).hexdigest()] for i in z.infolist()], sys.stdout)
`;

function readByPython(bytes: Uint8Array): [string, number[], number, number, string][] {
  const path = join(folder, "read.zip");
  writeFileSync(path, bytes);
  return JSON.parse(execFileSync("python3", ["-I", "-S", "-c", PROGRAM, path]).toString());
}

test("another program reads every file of a ZIP, in its root, with no time and nothing extra", () => {
  const read = readByPython(zipFile("a.zip", files).bytes);
  expect(read).toEqual(
    files.map(({ name, bytes }) => [
      name,
      [1980, 1, 1, 0, 0, 0],
      0,
      0,
      createHash("sha256").update(bytes).digest("hex"),
    ]),
  );
  expect(read.every(([name]) => !name.includes("/"))).toBe(true);
});

test("its manifest holds for what bsdtar unpacks", () => {
  const path = join(folder, "unpacked.zip");
  writeFileSync(path, zipFile("a.zip", files).bytes);
  execFileSync("bsdtar", ["-xf", path], { cwd: folder });
  const checked = execFileSync("sha256sum", ["--strict", "-c", "SHA256SUMS"], { cwd: folder }).toString();
  expect(checked.trim().split("\n")).toHaveLength(3);
});

test("any bytes come back", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 2000 }), { minLength: 1, maxLength: 5 }), (contents) => {
      const some = contents.map((bytes, i) => ({ name: `file-${i}.bin`, bytes }));
      const read = readByPython(zipFile("a.zip", some).bytes);
      expect(read.map(([, , , , digest]) => digest)).toEqual(
        contents.map((bytes) => createHash("sha256").update(bytes).digest("hex")),
      );
    }),
    { numRuns: 3 },
  );
});

test("the same files give the same bytes in every time zone and at any hour", () => {
  const module = new URL("../../../../client/casebook/export/zip.ts", import.meta.url).href;
  const program = `
    const { zipFile } = await import(${JSON.stringify(module)});
    process.stdout.write(zipFile("a.zip", [{ name: "a.csv", bytes: new Uint8Array(1000) }]).bytes);`;
  const made = ["UTC", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"].map((TZ) =>
    execFileSync(process.execPath, ["--input-type=module", "-e", program], { env: { ...process.env, TZ } }),
  );
  for (const bytes of made) expect(bytes.equals(made[0] as Buffer)).toBe(true);
});
