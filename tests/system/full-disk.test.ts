import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { digestOf, fakeEnvelope } from "../support/envelopes.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { type Answer, codeOf, post, upload } from "../support/submit.ts";

/** A disk of 24 MiB below the data folder, which only the server's own mount namespace has. */
function onSmallDisk(data: string): readonly string[] {
  const asRoot = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  const mount = 'mount -t tmpfs -o size=24m small "$0" && exec "$@"';
  return ["unshare", "--mount", ...asRoot, "sh", "-c", mount, join(data, "spool")];
}

/** The small disk, as seen from here. */
function diskOf(server: RunningServer): string {
  return join(`/proc/${server.pid}/root`, server.data, "spool");
}

test("a full disk: 507, nothing half-stored, and the server goes on when there is room again", async () => {
  const data = await prepareData();
  mkdirSync(join(data, "spool"));
  const server = await startServer({ data, wrap: onSmallDisk(data) });
  const disk = diskOf(server);
  const acknowledged = new Set<string>();
  const refused: Uint8Array[] = [];
  const attempt = async (way: (url: string, envelope: Uint8Array) => Promise<Answer>, length: number) => {
    const envelope = fakeEnvelope(length);
    const answer = await way(server.url, envelope);
    if (answer.status === 201) acknowledged.add(digestOf(envelope));
    else {
      expect([answer.status, codeOf(answer)]).toEqual([507, "spool-full"]);
      refused.push(envelope);
    }
    return answer.status;
  };
  const parts = (url: string, envelope: Uint8Array) => upload(url, envelope);

  writeFileSync(join(disk, "ballast"), Buffer.alloc(10_000_000));
  expect(await attempt(parts, 1_500_000)).toBe(201);
  for (let i = 0; i < 40 && refused.length < 3; i++) await attempt(post, 900_000);
  expect(refused.length).toBe(3);
  expect(await attempt(post, 3_000_000)).toBe(507);
  expect(await attempt(parts, 3_000_000)).toBe(507);
  // To the last byte, by somebody else: now not even the smallest fits, once the log has no room of its own left.
  expect(() => writeFileSync(join(disk, "more"), Buffer.alloc(60_000_000))).toThrow("ENOSPC");
  await expect.poll(() => attempt(post, 65_536), { timeout: 90_000 }).toBe(507);
  expect((await fetch(server.url)).status).toBe(200);

  for (const name of ["ballast", "more"]) rmSync(join(disk, name));
  expect(await attempt(post, 65_536)).toBe(201);
  expect(await attempt(post, 1_500_000)).toBe(201);
  expect(await attempt(parts, 1_500_000)).toBe(201);

  // SQLite can't open files through /proc: the export reads a copy, made while the server holds its breath.
  const copy = join(data, "copy");
  process.kill(server.pid, "SIGSTOP");
  cpSync(disk, join(copy, "spool"), { recursive: true });
  process.kill(server.pid, "SIGCONT");
  const out = join(data, "out");
  execFileSync(process.execPath, ["server/upkeep/export.ts", copy, out]);
  const found = readdirSync(out).map((name) => digestOf(readFileSync(join(out, name))));
  expect(found.sort()).toEqual([...acknowledged].sort());
  expect(await server.stop()).toBe(0);
  removeData(data);
});
