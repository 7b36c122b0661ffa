import { expect, test } from "vitest";
import { bringLetters } from "../../../client/courier/bring-letters.ts";
import type { CourierServer } from "../../../client/courier/server.ts";
import { CourierServers } from "../../../client/courier/servers.ts";
import { ServerError, type ServerErrorCode } from "../../../client/http/errors.ts";
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
  expect(brought).toEqual({ pool: joinSlots([b]), failed: [] });
});

test("who copies the E of a slot drops no slot", async () => {
  const [a, b] = [fakeSlot(), fakeSlot()];
  const copies = Array.from({ length: 8 }, () => fakeSlot(a.ephemeral));
  const all = joinSlots([a, b, ...copies]);
  const same = serversWith(
    () => all,
    () => all,
    () => all,
  );
  expect((await bringLetters(same)).pool).toEqual(all);
  const brought = await bringLetters(
    serversWith(
      () => all,
      () => joinSlots([a, b]),
      () => joinSlots([a, ...copies.slice(1)]),
    ),
  );
  expect(brought.pool).toEqual(joinSlots([a]));
});

test("one alone: its bytes as they came; none that knows of letters: no pool", async () => {
  const pool = joinSlots(fakeSlots(8));
  expect((await bringLetters(serversWith(() => pool))).pool).toEqual(pool);
  expect(await bringLetters(serversWith(() => undefined))).toEqual({ pool: undefined, failed: [] });
});

const failing = (code: ServerErrorCode) => () => {
  throw new ServerError(code, "a sentence");
};

test.each(["answer-refused", "server-busy", "network"] as const)(
  "what is wrong with a server's letters (%s) is named, and takes nothing else with it",
  async (code) => {
    const pool = joinSlots(fakeSlots(8));
    const servers = serversWith(failing(code), () => pool);
    const { pool: brought, failed } = await bringLetters(servers);
    expect(brought).toEqual(pool);
    expect(failed).toMatchObject([{ address: "server-0", error: { code } }]);
    expect(servers.failed).toEqual([]);
    const alone = serversWith(failing(code));
    expect(await bringLetters(alone)).toMatchObject({ pool: undefined, failed: [{ address: "server-0" }] });
    expect(alone.failed).toEqual([]);
  },
);

test("one that refuses the courier is left out, and a stop stops", async () => {
  const servers = serversWith(failing("courier-refused"), () => undefined);
  await bringLetters(servers);
  expect(servers.failed).toMatchObject([{ address: "server-0" }]);
  const stopped = serversWith(failing("interrupted"), () => undefined);
  await expect(bringLetters(stopped)).rejects.toMatchObject({ code: "interrupted" });
});
