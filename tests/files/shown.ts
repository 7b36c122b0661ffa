import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { MediaType } from "../../client/report/media-types.ts";
import { launchChromium } from "../support/chromium.ts";

export interface Shown {
  readonly path: string;
  readonly type: MediaType;
}

const AT_ONCE = 8;

/** Which of these files Chromium shows, or plays. They are served to it on loopback, as what they were sniffed as. */
export async function shownByChromium(files: readonly Shown[]): Promise<ReadonlySet<string>> {
  const server = createServer((request, response) => {
    const file = files[Number(request.url?.slice(1))];
    if (!file) return void response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
    response.writeHead(200, { "content-type": file.type });
    createReadStream(file.path).pipe(response);
  }).listen(0, "127.0.0.1");
  const shown = new Set<string>();
  try {
    await using chromium = await launchChromium();
    const { page } = chromium;
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    for (let from = 0; from < files.length; from += AT_ONCE) {
      const some = files.slice(from, from + AT_ONCE).map(({ type }, i) => [from + i, type] as const);
      for (const number of await page.evaluate(showAll, some)) shown.add(files[number]?.path ?? "");
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return shown;
}

/** Runs in the page: the numbers of the files that are shown. */
async function showAll(files: readonly (readonly [number, string])[]): Promise<number[]> {
  const picture = async (number: number) => {
    const element = document.createElement("img");
    element.src = `/${number}`;
    await element.decode();
  };
  const film = (number: number) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("video");
      element.addEventListener("loadeddata", resolve);
      element.addEventListener("error", reject);
      element.src = `/${number}`;
    });
  const tooLong = () => new Promise((_, reject) => setTimeout(reject, 10_000));
  const show = (number: number, type: string) =>
    Promise.race([type.startsWith("image/") ? picture(number) : film(number), tooLong()]).then(
      () => true,
      () => false,
    );
  const shown = await Promise.all(files.map(([number, type]) => show(number, type)));
  return files.filter((_, i) => shown[i]).map(([number]) => number);
}
