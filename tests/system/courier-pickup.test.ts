import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type CourierOnDisk, contentsOf, courierOnDisk } from "../client/cli/support/courier.ts";
import { commandLine } from "../support/command-line.ts";
import { putInForce } from "../support/couriers.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { filesWith } from "../support/files.ts";
import { testInstance } from "../support/instance.ts";
import { inLong } from "../support/seeded.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { storedEnvelopes, storedReceipts } from "../support/spool-files.ts";
import { post, upload } from "../support/submit.ts";

// The courier's command and the server, each the real one, with nothing between them but HTTP.

/** A pickup by TCP, or from a Unix socket. */
function argumentsFor(courier: CourierOnDisk, place: string): string[] {
  const words = courier.pickup({ url: place });
  const socket = place.startsWith("unix:") ? place.slice("unix:".length) : undefined;
  if (socket === undefined) return words;
  return words.flatMap((word) => (word === "--url" ? ["--unix"] : word === place ? [socket] : [word]));
}

/** What is begun and not whole yet. */
function partsIn(partial: string): string[] {
  return existsSync(partial) ? readdirSync(partial).filter((name) => name.endsWith(".part")) : [];
}

// What couriers are served at changes nothing that comes after it.
test.each(inLong(["unix"], ["unix", "127.0.0.1:0"]))(
  "two couriers pick up from a server at %s, killed and started again on the way, and once more; then it has nothing left",
  async (where) => {
    const folder = mkdtempSync(join(tmpdir(), "nightjar-pickup-"));
    const instance = testInstance();
    const data = await prepareData({ instance });
    const couriers = ["one", "two"].map((name) => courierOnDisk(join(folder, name), instance));
    await putInForce(
      data,
      instance,
      couriers.map(({ seed }) => seed),
    );
    const listen = where === "unix" ? `unix:${join(folder, "couriers.sock")}` : where;
    const env = { NIGHTJAR_COURIER_LISTEN: listen };
    let server = await startServer({ data, env });
    onTestFinished(async () => {
      await server.kill();
      removeData(data);
      rmSync(folder, { recursive: true });
    });
    for (let i = 0; i < 4; i++) await post(server.url, fakeEnvelope());
    await upload(server.url, fakeEnvelope(40_000_000));
    const ids = storedEnvelopes(data).map(({ key }) => key);

    for (const [i, courier] of couriers.entries()) {
      expect(storedEnvelopes(data).length).toBe(5);
      const ending = commandLine(argumentsFor(courier, server.couriers ?? ""));
      if (where === "unix" && i === 0) {
        // The session is lost with it, and another is begun.
        await expect.poll(() => partsIn(`${courier.bundle}.partial`), { interval: 5 }).not.toEqual([]);
        await server.kill();
        server = await startServer({ data, env });
      }
      expect(await ending).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/^([^\n]+ Trying again in \d+ seconds; Ctrl-C stops\.\n)*$/),
        stdout: expect.stringContaining("acknowledged"),
      });
      expect(await contentsOf(courier.bundle)).toMatchObject({
        ids: ids.sort(),
        left: [],
        courier: courier.key,
      });
    }
    const again = async (courier: CourierOnDisk, ...more: readonly string[]) => {
      const bundle = join(folder, `again${more.length}.bundle`);
      const words = argumentsFor({ ...courier, bundle }, server.couriers ?? "");
      const at = words.indexOf("--bundle");
      const ended = await commandLine([...words.slice(0, at + 1), bundle, ...words.slice(at + 2), ...more]);
      return { ended, bundle };
    };
    const [one] = couriers as [CourierOnDisk];
    const today = new Date().toISOString().slice(0, 10);
    const receipts = storedReceipts(data);
    // A bundle is lost: for days its envelopes are fetched anew.
    const { ended, bundle } = await again(one, "--again", today);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining(`${today} anew`) });
    expect((await contentsOf(bundle)).ids).toEqual(ids.sort());
    expect(existsSync(`${bundle}.unacknowledged`)).toBe(false);
    expect((await again(one)).ended.stdout).toContain("Nothing was fetched");
    expect(storedReceipts(data)).toEqual(receipts);
    expect(server.output()).toBe("");
    await server.stop();
    const naming = () =>
      filesWith(
        join(data, "spool"),
        couriers.map(({ key }) => Buffer.from(key)),
      );
    expect(naming()).not.toEqual([]);
    server = await startServer({ data, env: { ...env, NIGHTJAR_ERASE_AFTER: "0" } });
    await expect.poll(() => storedEnvelopes(data)).toEqual([]);
    // Nor is anything left of who fetched them.
    await expect.poll(naming).toEqual([]);
    expect(server.output()).toBe("");
  },
);
