import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { prepareData, refusedStart, removeData, startServer } from "../support/server.ts";

interface Refused {
  readonly when: string;
  readonly env?: Record<string, string>;
  /** What is done to a good data folder before. */
  readonly change?: (data: string) => void;
  /** What the refusal must speak of. */
  readonly says: RegExp;
}

const REFUSED: Refused[] = [
  { when: "a setting is wrong", env: { NIGHTJAR_PORT: "http" }, says: /NIGHTJAR_PORT/ },
  { when: "a demo should listen everywhere", env: { NIGHTJAR_HOST: "0.0.0.0" }, says: /demo.*NIGHTJAR_HOST/ },
  ...["anchor.json", "source.html", "no-script.html"].map((name) => ({
    when: `${name} is missing`,
    change: (data: string) => rmSync(join(data, "public", name)),
    says: new RegExp(name),
  })),
  {
    when: "the anchor is malformed",
    change: (data) => writeFileSync(join(data, "public/anchor.json"), "{}"),
    says: /anchor\.json.*canonical/,
  },
  {
    when: "there is a file where the store should be",
    change: (data) => writeFileSync(join(data, "spool"), ""),
    says: /can't open its spool/,
  },
  {
    when: "its lock is damaged",
    change: (data) => {
      mkdirSync(join(data, "spool"), { recursive: true });
      writeFileSync(join(data, "spool/lock"), "no database".repeat(1000));
    },
    says: /can't open its spool.*SQLITE_NOTADB/,
  },
];

test.each(REFUSED)(
  "the server does not start when $when: a sentence, exit 1, and nothing is made",
  async ({ env, change, says }) => {
    const data = await prepareData();
    change?.(data);
    const before = readdirSync(data);
    const { code, output } = await refusedStart(data, env);
    expect(output).toMatch(says);
    expect(output).toMatch(/^[^\n]+[.)]\n$/);
    expect(code).toBe(1);
    expect(readdirSync(data)).toEqual(before);
    removeData(data);
  },
);

test("a second server on the same data folder, or the same port, does not start", async () => {
  const first = await startServer();
  const twin = await refusedStart(first.data);
  expect(twin).toEqual({ code: 1, output: expect.stringContaining("Another server") });
  const data = await prepareData();
  const rival = await refusedStart(data, { NIGHTJAR_PORT: new URL(first.url).port });
  expect(rival).toEqual({ code: 1, output: expect.stringContaining("NIGHTJAR_PORT") });
  expect(await first.stop()).toBe(0);
  removeData(data);
  removeData(first.data);
});
