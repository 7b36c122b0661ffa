import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inLong } from "../support/seeded.ts";
import { sharedFirefox } from "../support/shared-firefox.ts";

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(200, {
      "content-type": "text/html",
      etag: '"kept"',
      "set-cookie": "kept=word; Max-Age=3600",
    });
    response.end("<!doctype html><title>Anybody</title>");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Has a cookie, an entry in the cache, a stored word and a downloaded file from now on. */
async function settle(page: Page): Promise<void> {
  await page.goto(url);
  await page.evaluate(() => {
    localStorage.setItem("kept", "word");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["word"]));
    link.download = "kept.txt";
    link.click();
  });
}

/** The same, as the server and the page hear of it when it is visited again. */
async function found(page: Page): Promise<unknown> {
  const asked = once(server, "request");
  await page.goto(url);
  const [{ headers }] = await asked;
  return [headers.cookie, headers["if-none-match"], await page.evaluate(() => localStorage.getItem("kept"))];
}

test("who comes next finds nothing of who was there; one that is killed is followed by another", async () => {
  const first = await sharedFirefox();
  await settle(first.page);
  expect(await found(first.page)).toEqual(["kept=word", '"kept"', "word"]);
  await expect.poll(() => readdirSync(first.downloads)).toEqual(["kept.txt"]);
  await first.context.newPage();
  await first[Symbol.asyncDispose]();

  const second = await sharedFirefox();
  const browser = second.page.browser();
  expect(browser).toBe(first.page.browser());
  expect(await browser.pages()).toHaveLength(2);
  expect(await found(second.page)).toEqual([undefined, undefined, null]);
  expect(readdirSync(second.downloads)).toEqual([]);
  browser.process()?.kill("SIGKILL");
  await second[Symbol.asyncDispose]();

  await using third = await sharedFirefox();
  expect(third.page.browser()).not.toBe(browser);
  expect(await found(third.page)).toEqual([undefined, undefined, null]);
});

test.each(inLong([], ["page", "context"]))("one in which a %s was left is nobody else's", async (what) => {
  const untidy = await sharedFirefox();
  const browser = untidy.page.browser();
  await (what === "page" ? browser.newPage() : browser.createBrowserContext());
  await untidy[Symbol.asyncDispose]();
  await using next = await sharedFirefox();
  expect(next.page.browser()).not.toBe(browser);
  expect(browser.connected).toBe(false);
});
