import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { courierKeyText } from "../../client/courier/key-text.ts";
import { EMPTY_REPORT } from "../../client/report/report.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import { contentsOf } from "../client/cli/support/courier.ts";
import { sealedTip, tipFor } from "../client/cli/support/tips.ts";
import { sourcePageOf } from "../support/built-pages.ts";
import { commandLine } from "../support/command-line.ts";
import { CourierPage, packFile } from "../support/courier-page.ts";
import { digestOf, fakeEnvelope } from "../support/envelopes.ts";
import { launchFirefox } from "../support/firefox.ts";
import { armored } from "../support/forms.ts";
import { receivedTips } from "../support/received.ts";
import { ScriptlessFirefox } from "../support/scriptless-firefox.ts";
import { inLong } from "../support/seeded.ts";
import { SourcePage } from "../support/source-page.ts";
import { flood } from "../support/tor/flood.ts";
import { type InstanceOnOnions, startOnOnions } from "../support/tor/instance-on-onions.ts";
import { Through } from "../support/tor/through.ts";
import { LEVELS } from "../support/tor/tor-browser.ts";

const folder = mkdtempSync(join(tmpdir(), "nightjar-onion-"));
const file = (name: string) => join(folder, name);
let here: InstanceOnOnions;

beforeAll(async () => {
  here = await startOnOnions(({ anchor }) => sourcePageOf(anchor));
}, 300_000);

afterAll(async () => {
  const said = here.server.output();
  await here[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
  expect(said).toBe("");
});

describe("a source in Tor Browser", () => {
  // The test of broken circuits does the same, at the level safer.
  test.each(inLong([], ["standard", "safer"] as const))(
    "at the level %s hands in a tip with a file",
    async (level) => {
      const letter = file(`${level}.pdf`);
      writeFileSync(letter, `%PDF-1.7 ${level}`);
      await using firefox = await launchFirefox(LEVELS[level](here.network.socksPort("source")));
      const page = new SourcePage(firefox.page);
      await page.open(`http://${here.sources}/`);
      await page.narrate(`through an onion, ${level}`);
      await page.attachAsTheyAre(letter);
      await page.send();
      await page.reaches("arrived");
      const { files } = await received(`through an onion, ${level}`);
      expect([...files.values()].map((bytes) => Buffer.from(bytes).toString())).toEqual([
        `%PDF-1.7 ${level}`,
      ]);
    },
  );

  test("at the level safest, without scripts, hands in what was sealed by hand", async () => {
    const envelope = await sealedTip(
      here.instance,
      tipFor(here.instance, {
        report: { ...EMPTY_REPORT, narrative: "through an onion, safest" },
      }),
    );
    writeFileSync(file("tip.age"), await armored(envelope));
    await using firefox = await ScriptlessFirefox.launch(LEVELS.safest(here.network.socksPort("source")));
    await firefox.open(`http://${here.sources}/no-script#en`);
    await firefox.choose("#en-file", file("tip.age"));
    await firefox.click("#en-file + button");
    await expect.poll(() => firefox.text("h1"), { timeout: 90_000 }).toContain("arrived");
    await received("through an onion, safest");
  });

  test("whose circuits break while it sends loses nothing", async () => {
    const film = file("film.bin");
    writeFileSync(film, Buffer.alloc(5_000_000, "film "));
    await using firefox = await launchFirefox(LEVELS.safer(here.network.socksPort("source")));
    const page = new SourcePage(firefox.page);
    await page.open(`http://${here.sources}/`);
    await page.narrate("through broken circuits");
    await page.attachAsTheyAre(film);
    await page.send();
    let broken = 0;
    for (let i = 0; i < 3; i++) {
      await pause(1_500);
      broken += await breakCircuits("source");
    }
    expect(broken).toBeGreaterThan(0);
    await page.reaches("arrived");
    const { files } = await received("through broken circuits");
    expect([...files.values()].map((bytes) => bytes.length)).toEqual([5_000_000]);
  });
});

describe("the couriers' onion", () => {
  test("can't even be connected to without a client's key", async () => {
    using stranger = new Through(here.network.socksPort("source"), here.couriers, "stranger");
    await expect(stranger.ask("GET", "/v1/courier/challenge")).rejects.toThrow();
  });

  test("a courier with it picks up what came", async () => {
    using source = new Through(here.network.socksPort("source"), here.sources, "for-the-courier");
    const envelope = fakeEnvelope();
    expect((await source.ask("POST", "/v1/envelopes", envelope)).status).toBe(201);
    writeFileSync(file("courier.key"), courierKeyText(here.courier), { mode: 0o600 });
    writeFileSync(file("anchor.json"), encodeAnchor(here.instance.anchor));
    const ended = await commandLine([
      ...["courier", "pickup", "--url", `http://${here.couriers}`],
      ...["--socks", `127.0.0.1:${here.network.socksPort("courier")}`],
      ...["--key", file("courier.key"), "--anchor", file("anchor.json"), "--bundle", file("first.bundle")],
    ]);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const { digests } = await contentsOf(file("first.bundle"));
    expect(digests).toContain(digestOf(envelope));
  });
});

describe("courier.html in Tor Browser", () => {
  test("sees the door, fetches through the couriers' onion, and acknowledges what was saved", async () => {
    using source = new Through(here.network.socksPort("source"), here.sources, "for-the-page");
    const envelopes = [fakeEnvelope(), fakeEnvelope(900_000)];
    for (const envelope of envelopes)
      expect((await source.ask("POST", "/v1/envelopes", envelope)).status).toBe(201);
    const { instance, courier: seed, couriers: host } = here;
    await using firefox = await launchFirefox(LEVELS.safer(here.network.socksPort("courier")));
    await firefox.page.goto(`http://${host}/`);
    expect(await firefox.page.$eval("body", (body) => body.innerText)).toContain("You are in.");
    const courier = await CourierPage.of(firefox, folder);
    await courier.unlock(await packFile(folder, { instance, seed, host }));
    await courier.press("fetch");
    const saved = await courier.save();
    const { digests } = await contentsOf(saved);
    expect(digests).toEqual(expect.arrayContaining(envelopes.map(digestOf)));
    await courier.choose("saved", saved);
    await courier.sees("The server knows that you have");
    await courier.press("more");
    await courier.press("fetch");
    await courier.sees("Nothing new has come.");
  });
});

describe("circuits", () => {
  test("one that floods is slowed down; twenty others hand in all that they want to", async () => {
    const { flooding, others } = await flood(here, {
      seconds: inLong(15, 60),
      flooding: 1,
      connections: 16,
      others: 20,
      tipsEach: 5,
    });
    expect(flooding).toContain(429);
    expect(others).toHaveLength(100);
    expect(others.filter((status) => status === 201).length).toBeGreaterThanOrEqual(99);
  });
});

/** The one tip with these words, as a reviewer finds it. */
async function received(narrative: string) {
  const found = await receivedTips(here.server.data, here.instance.identityFiles[0] ?? "");
  const [tip, ...more] = found.filter(({ tip: { report } }) => report.narrative === narrative);
  if (!tip || more.length > 0) throw new Error(`${more.length + (tip ? 1 : 0)} tips say ${narrative}`);
  return tip;
}

/** Closes every circuit of a client to an onion, and says how many. */
async function breakCircuits(client: string): Promise<number> {
  using control = await here.network.control(client);
  const lines = await control.ask("GETINFO circuit-status");
  const circuits = lines.flatMap((line) => /(\d+) BUILT .*PURPOSE=HS_CLIENT_REND/.exec(line)?.[1] ?? []);
  for (const circuit of circuits) await control.ask(`CLOSECIRCUIT ${circuit}`);
  return circuits.length;
}
