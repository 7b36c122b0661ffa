import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { base32nopad } from "@scure/base";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { courierKeyText } from "../../client/cli/courier/key-file.ts";
import { EMPTY_REPORT } from "../../client/report/report.ts";
import { buildSourcePage } from "../../client/source/build/build.ts";
import { encodeAnchor } from "../../crypto/documents/anchor.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { nightjar } from "../client/cli/support/cli.ts";
import { contentsOf } from "../client/cli/support/courier.ts";
import { sealedTip, tipFor } from "../client/cli/support/tips.ts";
import { putInForce } from "../support/couriers.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { launchFirefox } from "../support/firefox.ts";
import { armored } from "../support/forms.ts";
import { testInstance } from "../support/instance.ts";
import { Marionette } from "../support/marionette.ts";
import { receivedTips } from "../support/received.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { SourcePage } from "../support/source-page.ts";
import { codeOf } from "../support/submit.ts";
import { authorizeClient, deployedOnion, giveKey } from "../support/tor/deployed.ts";
import { TorNetwork } from "../support/tor/network.ts";
import { Through } from "../support/tor/through.ts";
import { LEVELS } from "../support/tor/tor-browser.ts";

/** Seconds that one circuit floods, and how many others want to hand in meanwhile. */
const FLOOD = 60;
const OTHERS = 20;
const TIPS_EACH = 5;

const instance = testInstance({ demo: false });
const [identityFile = ""] = instance.identityFiles;
const [courier] = instance.couriers as [SigningSeed];
const folder = mkdtempSync(join(tmpdir(), "nightjar-onion-"));
const file = (name: string) => join(folder, name);
const keys = x25519Pair();
let server: RunningServer;
let tor: TorNetwork;
let sources: string;
let couriers: string;

beforeAll(async () => {
  const sockets = file("sockets");
  const authorizations = file("auth");
  for (const made of [sockets, authorizations]) mkdirSync(made, { mode: 0o700 });
  const data = prepareData({ instance, page: await buildSourcePage(encodeAnchor(instance.anchor)) });
  await putInForce(data, instance, [courier]);
  server = await startServer({
    data,
    env: {
      NIGHTJAR_LISTEN: `unix:${sockets}/nightjar-sources.sock`,
      NIGHTJAR_CIRCUITS: "1",
      NIGHTJAR_COURIER_LISTEN: `unix:${sockets}/nightjar-couriers.sock`,
    },
  });
  tor = await TorNetwork.start({
    onions(host) {
      const onions = {
        sources: deployedOnion("nightjar-sources", host, sockets),
        couriers: deployedOnion("nightjar-couriers", host, sockets),
      };
      mkdirSync(onions.couriers.folder, { mode: 0o700 });
      authorizeClient(onions.couriers.folder, "courier", keys.publicKey);
      return onions;
    },
    clients: {
      source: () => [],
      others: () => [],
      courier: () => [`ClientOnionAuthDir ${authorizations}`],
    },
  });
  sources = tor.address("sources");
  couriers = tor.address("couriers");
  giveKey(authorizations, couriers, keys.secretKey);
  tor.tor("courier").reload();
}, 300_000);

afterAll(async () => {
  await tor?.[Symbol.asyncDispose]();
  expect(server.output()).toBe("");
  await server.stop();
  removeData(server.data);
  rmSync(folder, { recursive: true });
});

describe("a source in Tor Browser", () => {
  test.each(["standard", "safer"] as const)("at the level %s hands in a tip with a file", async (level) => {
    const letter = file(`${level}.pdf`);
    writeFileSync(letter, `%PDF-1.7 ${level}`);
    await using firefox = await launchFirefox(LEVELS[level](tor.socksPort("source")));
    const page = new SourcePage(firefox.page);
    await page.open(`http://${sources}/`);
    expect(await page.provider()).toBe(level === "standard" ? "libsodium" : "noble");
    await page.narrate(`through an onion, ${level}`);
    await page.attach(letter);
    await page.send();
    await page.reaches("arrived");
    const { files } = await received(`through an onion, ${level}`);
    expect([...files.values()].map((bytes) => Buffer.from(bytes).toString())).toEqual([`%PDF-1.7 ${level}`]);
  });

  test("at the level safest, without scripts, hands in what was sealed by hand", async () => {
    const envelope = await sealedTip(
      instance,
      tipFor(instance, {
        report: { ...EMPTY_REPORT, narrative: "through an onion, safest" },
      }),
    );
    writeFileSync(file("tip.age"), await armored(envelope));
    await using firefox = await Marionette.launch(LEVELS.safest(tor.socksPort("source")));
    await firefox.open(`http://${sources}/plain#en`);
    await firefox.type("#en-file", file("tip.age"));
    await firefox.click("#en-file + button");
    await expect.poll(async () => await firefox.text("h1")).toContain("arrived");
    await received("through an onion, safest");
  });

  test("whose circuits break while it sends loses nothing", async () => {
    const film = file("film.bin");
    writeFileSync(film, Buffer.alloc(12_000_000, "film "));
    await using firefox = await launchFirefox(LEVELS.standard(tor.socksPort("source")));
    const page = new SourcePage(firefox.page);
    await page.open(`http://${sources}/`);
    await page.narrate("through broken circuits");
    await page.attach(film);
    await page.send();
    let broken = 0;
    for (let i = 0; i < 3; i++) {
      await pause(1_500);
      broken += await breakCircuits("source");
    }
    expect(broken).toBeGreaterThan(0);
    await page.reaches("arrived");
    const { files } = await received("through broken circuits");
    expect([...files.values()].map((bytes) => bytes.length)).toEqual([12_000_000]);
  });
});

describe("the couriers' onion", () => {
  test("can't even be connected to without a client's key", async () => {
    using stranger = new Through(tor.socksPort("source"), couriers, "stranger");
    await expect(stranger.ask("GET", "/v1/courier/challenge")).rejects.toThrow();
  });

  test("a courier with it picks up what came", async () => {
    writeFileSync(file("courier.key"), courierKeyText(courier), { mode: 0o600 });
    writeFileSync(file("anchor.json"), encodeAnchor(instance.anchor));
    const ended = await nightjar([
      ...["courier", "pickup", "--url", `http://${couriers}`],
      ...["--socks", `127.0.0.1:${tor.socksPort("courier")}`],
      ...["--key", file("courier.key"), "--anchor", file("anchor.json"), "--bundle", file("first.bundle")],
    ]);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const { ids } = await contentsOf(file("first.bundle"));
    expect(ids).toHaveLength(4);
  });
});

describe("circuits", () => {
  test("one that floods is slowed down; twenty others hand in all that they want to", async () => {
    using flooder = new Through(tor.socksPort("source"), sources, "flooder", 16);
    const end = Date.now() + FLOOD * 1000;
    const flood = Array.from({ length: 16 }, async () => {
      const statuses: number[] = [];
      while (Date.now() < end) {
        const answer = await flooder.ask("POST", "/v1/envelopes", fakeEnvelope());
        statuses.push(answer.status);
        if (answer.status === 429) expect(codeOf(answer)).toBe("too-many-requests");
      }
      return statuses;
    });
    const others = Array.from({ length: OTHERS }, async (_, i) => {
      using other = new Through(tor.socksPort("others"), sources, `other-${i}`);
      const statuses: number[] = [];
      for (let sent = 0; sent < TIPS_EACH; sent++) {
        const due = end - FLOOD * 1000 + ((sent + i / OTHERS) * FLOOD * 1000) / TIPS_EACH;
        await pause(Math.max(0, due - Date.now()));
        statuses.push((await other.ask("POST", "/v1/envelopes", fakeEnvelope())).status);
      }
      return statuses;
    });
    const answered = (await Promise.all(others)).flat();
    const flooded = (await Promise.all(flood)).flat();
    expect(flooded).toContain(429);
    expect(answered).toHaveLength(OTHERS * TIPS_EACH);
    expect(answered.filter((status) => status === 201).length).toBeGreaterThanOrEqual(
      0.99 * OTHERS * TIPS_EACH,
    );
  });
});

/** The one tip with these words, as a reviewer finds it. */
async function received(narrative: string) {
  const found = await receivedTips(server.data, identityFile);
  const [tip, ...more] = found.filter(({ tip: { report } }) => report.narrative === narrative);
  if (!tip || more.length > 0) throw new Error(`${more.length + (tip ? 1 : 0)} tips say ${narrative}`);
  return tip;
}

/** Closes every circuit of a client to an onion, and says how many. */
async function breakCircuits(client: string): Promise<number> {
  using control = await tor.control(client);
  const lines = await control.ask("GETINFO circuit-status");
  const circuits = lines.flatMap((line) => /(\d+) BUILT .*PURPOSE=HS_CLIENT_REND/.exec(line)?.[1] ?? []);
  for (const circuit of circuits) await control.ask(`CLOSECIRCUIT ${circuit}`);
  return circuits.length;
}

/** A client's pair of keys, each as tor writes it. */
function x25519Pair(): { publicKey: string; secretKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  const raw = (key: typeof publicKey, part: "x" | "d") =>
    base32nopad.encode(Buffer.from(key.export({ format: "jwk" })[part] ?? "", "base64url"));
  return { publicKey: raw(publicKey, "x"), secretKey: raw(privateKey, "d") };
}
