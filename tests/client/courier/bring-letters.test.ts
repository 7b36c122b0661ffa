import { expect, test } from "vitest";
import { bringLetters } from "../../../client/courier/bring-letters.ts";
import type { CourierServer } from "../../../client/courier/server.ts";
import { CourierServers } from "../../../client/courier/servers.ts";
import { ServerError } from "../../../client/http/errors.ts";
import { joinSlots } from "../../../protocol/letters.ts";
import { fakeSlot, fakeSlots } from "../../support/mailbags.ts";

/** Of a server nothing is asked here but its letters. */
function serversWith(...letters: readonly (() => Uint8Array | undefined)[]): CourierServers {
  return new CourierServers(
    letters.map(
      (give, i) => ({ address: `server-${i}`, letters: async () => give() }) as unknown as CourierServer,
    ),
  );
}

test("of several servers, the slots that each of them shows: whom a person visits nobody knows", async () => {
  const [a, b, c] = [fakeSlot(), fakeSlot(), fakeSlot()] as const;
  const other = fakeSlot(c.ephemeral);
  const brought = await bringLetters(
    serversWith(
      () => joinSlots([a, b, c]),
      () => joinSlots([b, other]),
      () => joinSlots([a, b, c]),
      () => undefined,
    ),
  );
  expect(brought).toEqual({ pool: joinSlots([b]), troubles: [] });
});

test("one alone: its bytes as they came; none that knows of letters: no pool", async () => {
  const pool = joinSlots(fakeSlots(8));
  expect((await bringLetters(serversWith(() => pool))).pool).toEqual(pool);
  expect(await bringLetters(serversWith(() => undefined))).toEqual({ pool: undefined, troubles: [] });
});

test("a server's trouble with its letters is named, and takes nothing else with it; a broken network does", async () => {
  const pool = joinSlots(fakeSlots(8));
  const failing = (code: "answer-refused" | "network") => () => {
    throw new ServerError(code, "a sentence");
  };
  const servers = serversWith(failing("answer-refused"), () => pool);
  const { pool: brought, troubles } = await bringLetters(servers);
  expect(brought).toEqual(pool);
  expect(troubles).toMatchObject([{ address: "server-0", error: { code: "answer-refused" } }]);
  expect(servers.failed).toEqual([]);
  const broken = serversWith(failing("network"), () => pool);
  await bringLetters(broken);
  expect(broken.failed).toMatchObject([{ address: "server-0" }]);
});
