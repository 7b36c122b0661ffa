import { createPrivateKey, createPublicKey } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { base32nopad } from "@scure/base";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { CliError } from "../../../../client/cli/errors.ts";
import { parseAuthFile } from "../../../../client/cli/tor/client-key.ts";
import { parseOnionAddress } from "../../../../client/cli/tor/onion-address.ts";
import { commandLine } from "../../../support/command-line.ts";
import { KeysBench } from "../../../support/keys-bench.ts";
import { temporaryFolder } from "../support/cli.ts";
import { modeOf } from "../support/folders.ts";

/** The Tor Project's own, and the one of the vectors in rend-spec-v3. */
const ONIONS = [
  "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion",
  "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion",
];
const [ONION = ""] = ONIONS;

/** As keys.html makes it on the courier's machine. */
async function newKey() {
  const { auth, authPrivate } = await new KeysBench().ask("courierOnionKey", { addresses: ONION });
  return { auth: Buffer.from(auth.bytes).toString(), authPrivate: Buffer.from(authPrivate.bytes).toString() };
}

const refusal = (parse: () => unknown) => {
  try {
    parse();
  } catch (error) {
    if (error instanceof CliError) return error.code;
    throw error;
  }
  return undefined;
};

describe("onion addresses", () => {
  test.each(ONIONS)("%s is one", (onion) => {
    expect(`${parseOnionAddress(onion)}.onion`).toBe(onion);
  });

  test("one character changed, cut, prolonged, in capitals or dressed up: none", () => {
    fc.assert(
      fc.property(fc.nat(55), fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz234567"), (place, letter) => {
        fc.pre(ONION[place] !== letter);
        const changed = ONION.slice(0, place) + letter + ONION.slice(place + 1);
        expect(refusal(() => parseOnionAddress(changed))).toBe("tor-refused");
      }),
    );
    const dressed = [ONION.slice(1), `a${ONION}`, ONION.toUpperCase(), `http://${ONION}`, `${ONION}\n`, ""];
    for (const text of [
      ...dressed,
      ONION.slice(0, 56),
      `${ONION}/`,
      `www.${ONION}`,
      "abcdefghij234567.onion",
    ]) {
      expect(refusal(() => parseOnionAddress(text))).toBe("tor-refused");
    }
  });
});

describe("client keys", () => {
  test("the halves belong together, in the forms that tor reads", async () => {
    const { auth, authPrivate } = await newKey();
    const [, name, secret = ""] =
      /^([a-z2-7]{56}):descriptor:x25519:([A-Z2-7]{52})\n$/.exec(authPrivate) ?? [];
    expect(`${name}.onion`).toBe(ONION);
    const prefix = Buffer.from("302e020100300506032b656e04220420", "hex");
    const der = Buffer.concat([prefix, base32nopad.decode(secret)]);
    const publicKey = createPublicKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" }));
    const spki = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
    expect(auth).toBe(`descriptor:x25519:${base32nopad.encode(spki)}\n`);
    expect(Buffer.from(parseAuthFile("x", auth))).toEqual(spki);
  });

  test("the secret half, a key with bits to spare, and anything else are refused", async () => {
    const { auth, authPrivate } = await newKey();
    expect(() => parseAuthFile("x.auth", authPrivate)).toThrow(/secret half/);
    const spare = auth.replace(/.\n$/, "B\n");
    for (const text of [
      spare,
      auth.toLowerCase(),
      `${auth}\n`,
      ` ${auth}`,
      auth.slice(1),
      "",
      "descriptor:x25519:\n",
    ]) {
      expect(refusal(() => parseAuthFile("x", text))).toBe("tor-refused");
    }
    fc.assert(fc.property(fc.string(), (text) => refusal(() => parseAuthFile("x", text)) === "tor-refused"));
  });
});

describe("the commands", () => {
  const root = temporaryFolder();
  let folder = "";
  let tor = "";
  let count = 0;
  beforeEach(() => {
    folder = join(root, String(count++));
    tor = join(folder, "nightjar-couriers");
    mkdirSync(tor, { recursive: true, mode: 0o700 });
  });
  const makeKey = async (name: string) => {
    const { auth, authPrivate } = await newKey();
    mkdirSync(join(folder, "auth"), { recursive: true });
    writeFileSync(join(folder, "auth", `${name}.auth`), auth);
    writeFileSync(join(folder, "auth", `${name}.auth_private`), authPrivate);
  };
  const authorize = (name: string, file = `${name}.auth`, dir = tor) =>
    commandLine(["courier", "authorize", name, "--auth", join(folder, "auth", file), "--tor", dir]);
  const revoke = (name: string, dir = tor) => commandLine(["courier", "revoke", name, "--tor", dir]);
  const clients = () => readdirSync(join(tor, "authorized_clients")).sort();

  test("from the courier's machine to tor's folder and away again; the door is never left open", async () => {
    for (const name of ["swift", "kit"]) {
      await makeKey(name);
      expect(await authorize(name)).toMatchObject({ code: 0, stderr: "" });
    }
    expect(clients()).toEqual(["kit.auth", "swift.auth"]);
    for (const name of ["", "/kit.auth"])
      expect(modeOf(join(tor, "authorized_clients", name))).toBe(name === "" ? "700" : "600");
    expect(readFileSync(join(tor, "authorized_clients/kit.auth"))).toEqual(
      readFileSync(join(folder, "auth/kit.auth")),
    );
    expect((await authorize("kit")).stdout).toContain("already");
    const gone = await revoke("swift");
    expect(gone.stdout).toMatch(/reload[\s\S]*stay so/);
    expect(clients()).toEqual(["kit.auth"]);
    expect((await revoke("kit")).stdout).toContain("fits nobody");
    expect(clients()).toEqual(["nobody.auth"]);
    expect(await revoke("kit")).toMatchObject({ code: 2, stderr: expect.stringContaining("is not there") });
    expect(await revoke("nobody")).toMatchObject({ code: 2 });
  });

  test("refused: another key under a name, the secret half, the sources' onion, names that are paths", async () => {
    await makeKey("swift");
    await makeKey("kit");
    await authorize("swift");
    expect(await authorize("swift", "kit.auth")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("another key"),
    });
    expect(await authorize("lark", "kit.auth_private")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("secret half"),
    });
    expect(clients()).toEqual(["swift.auth"]);
    const sources = join(folder, "nightjar-sources");
    mkdirSync(sources);
    expect(await authorize("swift", "swift.auth", sources)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("every source"),
    });
    expect(readdirSync(sources)).toEqual([]);
    expect(await authorize("../swift", "swift.auth")).toMatchObject({ code: 2 });
    expect(await authorize("nobody", "kit.auth")).toMatchObject({ code: 2 });
    expect(await authorize("Swift", "kit.auth")).toMatchObject({ code: 2 });
    writeFileSync(join(folder, "auth/odd.auth"), new Uint8Array([0xff, 0xfe]));
    expect(await authorize("odd")).toMatchObject({ code: 1 });
  });
});
