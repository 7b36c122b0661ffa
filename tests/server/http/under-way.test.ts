import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { createListener } from "../../../server/http/listener.ts";

/** Asked one behind the other on one connection; `before` of them are answered before the server ends. */
async function askedTogether(before: readonly string[]): Promise<string> {
  const waiting = new Map<string, ServerResponse>();
  const [all, asked] = [["/a", "/b", "/c"], Promise.withResolvers<void>()];
  const listener = createListener(({ url = "" }, response) => {
    waiting.set(url, response);
    if (waiting.size === all.length) asked.resolve();
  }, new Map());
  const { http, underWay } = listener;
  await once(http.listen(0, "127.0.0.1"), "listening");
  const socket = connect((http.address() as AddressInfo).port, "127.0.0.1");
  const said = text(socket);
  socket.write(all.map((url) => `GET ${url} HTTP/1.1\r\n\r\n`).join(""));
  await asked.promise;
  const answered = [...waiting.values()].map((response) => once(response, "close"));
  for (const url of before) waiting.get(url)?.end(url);
  http.close();
  underWay.end();
  for (const [url, response] of waiting) if (!before.includes(url)) response.end(url);
  await Promise.all(answered);
  underWay.cut();
  return await said;
}

test.each([[[]], [["/b"]], [["/c"]]])(
  "what was asked behind another thing is answered too when the server ends: %j before",
  async (before) => {
    const answers = (await askedTogether(before)).split(/(?=HTTP\/1\.1 )/);
    expect(answers.map((answer) => answer.slice(-2))).toEqual(["/a", "/b", "/c"]);
    const closing = answers.map((answer) => answer.includes("Connection: close"));
    expect(closing).toEqual([false, false, before.length === 0 || before[0] === "/b"]);
  },
);
