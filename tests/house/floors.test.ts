import { describe, expect, test } from "vitest";
import {
  FOLDERS,
  filesBelow,
  importsOf,
  reachableFrom,
  SERVER_PROGRAMS,
  textOf,
} from "../support/imports.ts";

/** Modules that open something, or that could. */
const OPENING = [
  "crypto/age/open.ts",
  "crypto/age/identities.ts",
  "crypto/age/identity-file.ts",
  "crypto/age/stream-open.ts",
  "crypto/age/file-key.ts",
  "crypto/primitives/noble.ts",
  "crypto/primitives/sodium.ts",
  "libsodium-wrappers",
  "@noble/post-quantum/hybrid.js",
  "@noble/ciphers/chacha.js",
];

/** The pages, each a world of its own; what two of them need stands in folders that both import. */
const PAGES = ["source", "workbench", "keys", "courier/page"];

/** Those that people keep as one file. */
const SAVED = ["workbench", "keys", "courier/page"];

const importsBelow = (folder: string) =>
  filesBelow(folder).flatMap((file) => importsOf(file).map(({ target }) => ({ file, target })));

/** Of what stands in a folder, but for a page that stands in it too. */
const importsOfShared = (folder: string) =>
  importsBelow(`client/${folder}`).filter(
    ({ file }) => !PAGES.some((page) => file.startsWith(`client/${page}/`)),
  );

describe("the walker itself", () => {
  test("sees the files and their imports, so that what follows can fail", () => {
    expect(filesBelow("crypto").length).toBeGreaterThan(30);
    expect([...reachableFrom("crypto/age/open.ts")]).toContain("crypto/age/stream-nonce.ts");
    expect([...reachableFrom("client/cli/commands/open.ts")]).toEqual(
      expect.arrayContaining(OPENING.slice(0, 4)),
    );
  });
});

describe("the floors of the house", () => {
  test("crypto is the ground: it imports nothing of client or server, and nothing of Node but in a folder for that", () => {
    const ofNode = (file: string) => file.startsWith("crypto/node/");
    const bad = importsBelow("crypto").filter(
      ({ file, target }) =>
        /^(client|protocol|server|tests|bin)\//.test(target) || (/^node:/.test(target) && !ofNode(file)),
    );
    expect(bad).toEqual([]);
    const users = FOLDERS.flatMap(importsBelow).filter(({ target }) => ofNode(target));
    expect(users.filter(({ file }) => !/^(server|client\/cli)\//.test(file))).toEqual([]);
    expect(users.length).toBeGreaterThan(10);
  });

  test("the protocol, which client and server share, stands on crypto alone", () => {
    expect(importsBelow("protocol").filter(({ target }) => !/^(crypto|protocol)\//.test(target))).toEqual([]);
  });

  test("client and server never import each other", () => {
    expect(importsBelow("client").filter(({ target }) => target.startsWith("server/"))).toEqual([]);
    expect(importsBelow("bin").filter(({ target }) => target.startsWith("server/"))).toEqual([]);
    expect(importsBelow("server").filter(({ target }) => /^(client|bin)\//.test(target))).toEqual([]);
  });

  test("the report is shared ground for source and reviewers: it imports neither", () => {
    const bad = importsBelow("client/report").filter(({ target }) =>
      /^client\/(source|cli|workbench|keys)\//.test(target),
    );
    expect(bad).toEqual([]);
  });

  test.each(["vault", "ceremony", "bundle", "casebook", "opening", "http", "courier"])(
    "client/%s is shared ground for the command line and the pages: it imports none of them, nor Node",
    (folder) => {
      expect(filesBelow(`client/${folder}`).length).toBeGreaterThan(2);
      const bad = importsOfShared(folder).filter(({ target }) =>
        /^client\/(source|cli|workbench|keys|courier\/page)\/|^node:/.test(target),
      );
      expect(bad).toEqual([]);
    },
  );

  test("pictures are shared ground for the source's page and the workbench: they import crypto's ground only", () => {
    expect(filesBelow("client/pictures").length).toBeGreaterThan(20);
    const bad = importsBelow("client/pictures").filter(
      ({ target }) => !/^(crypto|client\/pictures)\//.test(target),
    );
    expect(bad).toEqual([]);
  });

  test("folding is shared ground that stands on nothing", () => {
    expect(filesBelow("client/folding").length).toBeGreaterThan(1);
    expect(
      importsBelow("client/folding").filter(({ target }) => !target.startsWith("client/folding/")),
    ).toEqual([]);
  });

  test("the bundle is shared ground for the CLI and the workbench: it imports the ground floor only, and opens nothing", () => {
    const bad = importsBelow("client/bundle").filter(
      ({ target }) => !/^(crypto|protocol|client\/bundle)\/|^@noble\/hashes\//.test(target),
    );
    expect(bad).toEqual([]);
    const reached = new Set(filesBelow("client/bundle").flatMap((file) => [...reachableFrom(file)]));
    expect(OPENING.filter((module) => reached.has(module))).toEqual([]);
  });

  test.each(PAGES)("%s imports no other page, nor the CLI", (page) => {
    const imported = importsBelow(`client/${page}`);
    expect(imported.length).toBeGreaterThan(20);
    const others = [...PAGES.filter((other) => other !== page), "cli"].map((name) => `client/${name}/`);
    expect(imported.filter(({ target }) => others.some((other) => target.startsWith(other)))).toEqual([]);
  });

  test.each(SAVED)("%s runs in a browser: it imports nothing of Node but to be built", (page) => {
    const node = importsBelow(`client/${page}`).filter(({ target }) => target.startsWith("node:"));
    expect(node.filter(({ file }) => !file.startsWith(`client/${page}/build/`))).toEqual([]);
  });

  test.each(SERVER_PROGRAMS)("nothing that %s can reach opens an envelope", (entry) => {
    const reached = reachableFrom(entry);
    expect(reached.size).toBeGreaterThan(5);
    expect(OPENING.filter((module) => reached.has(module))).toEqual([]);
  });

  test("a clock and randomness enter the ground floor by one door only", () => {
    const ambient = filesBelow("crypto").filter((file) =>
      /Date\.now\(|new Date\(\)|Math\.random\(/.test(textOf(file)),
    );
    expect(ambient).toEqual([]);
    const randomness = filesBelow("crypto").filter((file) =>
      /getRandomValues|randombytes/.test(textOf(file)),
    );
    expect(randomness).toEqual(["crypto/random.ts"]);
  });
});

test("no worker of a page starts another: in a Firefox that is driven it may wait for ever for that", () => {
  const starts = (file: string) => file.startsWith("client/") && /\bnew Worker\(/.test(textOf(file));
  const programs = filesBelow("client").filter((file) => /^ *serve\(/m.test(textOf(file)));
  expect(programs).toHaveLength(7);
  expect(starts("client/browser/own-worker.ts")).toBe(true);
  for (const program of programs) expect([...reachableFrom(program)].filter(starts), program).toEqual([]);
});
