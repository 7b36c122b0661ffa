import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { generateKey } from "openpgp";
import { bundle } from "../../../client/build/bundle.ts";
import { encodeHybridRecipient } from "../../../crypto/age/recipient-keys.ts";
import { encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { encodeRosterFile } from "../../../crypto/documents/roster-file.ts";
import type { TestInstance } from "../../support/instance.ts";

/** A site on loopback with the bench's page, under the same kind of policy as the source's page. */
export interface BenchSite extends AsyncDisposable {
  readonly url: string;
}

export async function startSite(instance: TestInstance): Promise<BenchSite> {
  const script = await benchScript(instance);
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = `default-src 'none'; script-src 'sha256-${hash}' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'`;
  const html = `<!doctype html><meta charset="utf-8"><title>Bench</title><input type="file" multiple><script>${script}</script>`;
  const server = createServer((request, response) => {
    response.setHeader("content-security-policy", policy);
    if (request.url === "/v1/roster") response.end(encodeRosterFile(instance.file));
    else response.setHeader("content-type", "text/html").end(html);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the site has no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function benchScript(instance: TestInstance): Promise<string> {
  const anchor = new TextDecoder().decode(encodeAnchor(instance.anchor));
  const reviewers = instance.roster.roster.reviewers;
  const rivals = {
    typage: {
      program: await bundle("tests/bench/browser/typage-worker.ts", {}, []),
      recipients: reviewers.map(({ recipient }) => encodeHybridRecipient(recipient)),
    },
    openpgp: {
      program: await bundle("tests/bench/browser/openpgp-worker.ts", {}, []),
      recipients: await Promise.all(reviewers.map(openpgpKey)),
    },
  };
  return await bundle("tests/bench/browser/program.ts", { NIGHTJAR_ANCHOR: anchor, BENCH_RIVALS: rivals });
}

/** A fresh version 6 public key (RFC 9580) in armor: Ed25519, with X25519 to seal to. */
async function openpgpKey(): Promise<string> {
  const { publicKey } = await generateKey({
    type: "curve25519",
    userIDs: { name: "Bench" },
    format: "armored",
    config: { v6Keys: true, aeadProtect: true },
  });
  return publicKey;
}
