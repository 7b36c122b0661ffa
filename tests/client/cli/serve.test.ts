import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDemoFolder } from "../../../client/cli/demo/folder.ts";
import { writePages } from "../../../client/cli/demo/page.ts";
import { renewDocuments } from "../../../client/cli/demo/renew.ts";
import { instantOf } from "../../../crypto/documents/instant.ts";
import { cleanEnvironment, DOOR, nightjar, temporaryFolder } from "./support/cli.ts";
import { sodium } from "./support/tips.ts";

const data = join(temporaryFolder(), "data");
const place = { data, now: instantOf(Date.now()), primitives: sodium };
const folder = await openDemoFolder(place);
await renewDocuments(place, folder);

test("a data folder without the page: the server's sentence, exit 1", async () => {
  const ended = await nightjar(["serve"], { env: { NIGHTJAR_DATA: data, NIGHTJAR_PORT: "0" } });
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  expect(ended.stderr).toMatch(/^[^\n]*source\.html[^\n]*\n$/);
});

test("a line with each place where it listens, then it serves until a signal stops it", async () => {
  await writePages(data, folder.anchor);
  const child = spawn(process.execPath, [DOOR, "serve"], {
    env: cleanEnvironment({
      NIGHTJAR_DATA: data,
      NIGHTJAR_PORT: "0",
      NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0",
    }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await expect
    .poll(() => said, { timeout: 60_000 })
    .toMatch(
      /^Nightjar listens at http:\/\/127\.0\.0\.1:\d+\nCouriers are served at http:\/\/127\.0\.0\.1:\d+\n$/,
    );
  const response = await fetch(`${/http:\S+/.exec(said)?.[0]}/v1/anchor`);
  expect(response.status).toBe(200);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});
