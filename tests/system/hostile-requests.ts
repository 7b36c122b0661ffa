import { randomBytes } from "node:crypto";
import { fakeEnvelope } from "../support/envelopes.ts";
import { FORM_TYPE, formOf } from "../support/forms.ts";
import type { Seeded } from "../support/seeded.ts";

// Requests and envelopes that nobody honest would send: put together by HTTP's and age's grammar with wrong words in
// places, and then changed in some bytes. All but the random bytes inside an envelope follows from the seed.

const METHODS = "GET POST PUT HEAD OPTIONS DELETE PATCH TRACE post CONNECT G\0T ".split(" ");
const PATHS = (
  "/ /no-script /v1/anchor /v1/roster /v1/envelopes /no-script/recipients.txt /v1/courier/days * http://localhost/ " +
  "/v1/uploads/ID/parts/0 /v1/uploads/ID/parts/1 /v1/uploads/ID/parts/99999 /v1/uploads/ID/commit /%00 /%ff%fe " +
  "/../../etc/passwd /?a[b]=c&__proto__[x]=1 /v1/envelopes?x"
).split(" ");
const TYPES =
  `application/octet-stream|application/json|text/plain|application/octet-stream; a=b|multipart/form-data
${FORM_TYPE}|multipart/form-data; boundary=|multipart/form-data; boundary=${"b".repeat(200)}|,|"`.split(
    /[|\n]/,
  );
const HEADERS = `Connection: close|Connection: upgrade|Upgrade: h2c|Expect: 100-continue|Expect: x|Cookie: a=b
Transfer-Encoding: chunked|Transfer-Encoding: gzip|Content-Length: 5|Content-Length: x|Host: a|Range: bytes=0-
If-None-Match: *|Accept-Encoding: gzip;q=0, br;q=1.5|Content-Encoding: gzip|X: \u00e9|X-Forwarded-For: 1.2.3.4
X-HTTP-Method-Override: DELETE|Trailer: X|Authorization: Bearer x|: x|X`.split(/[|\n]/);
const USUAL = [
  ["POST", "/v1/envelopes"],
  ["PUT", "/v1/uploads/ID/parts/0"],
  ["PUT", "/v1/uploads/ID/parts/1"],
  ["POST", "/v1/uploads/ID/commit"],
  ["POST", "/no-script"],
] as const;

/** One connection's bytes: one request or some, or what only looks like it. */
export function hostileRequest(chance: Seeded): Buffer {
  const count = chance.below(8) === 0 ? 1 + chance.below(4) : 1;
  const requests = Array.from({ length: count }, () => oneRequest(chance));
  const bytes = Buffer.concat(requests);
  return chance.below(3) === 0 ? mutated(bytes, chance) : bytes;
}

function oneRequest(chance: Seeded): Buffer {
  const usual = chance.below(4) > 0;
  const [method, path] = usual ? chance.pick(USUAL) : [chance.pick(METHODS), chance.pick(PATHS)];
  const id = chance
    .below(2 ** 16)
    .toString(16)
    .padStart(32, chance.below(20) === 0 ? "G" : "0");
  const body = bodyFor(path, chance);
  const type = usual && chance.below(10) > 0 ? usualType(path) : chance.pick(TYPES);
  const headers = [`Content-Type: ${type}`];
  if (chance.below(30) > 0) headers.push("Host: localhost");
  if (chance.below(20) > 0) headers.push(`Content-Length: ${body.length + (chance.below(20) === 0 ? 1 : 0)}`);
  while (chance.below(4) === 0) headers.push(chance.pick(HEADERS));
  const version =
    chance.below(40) === 0 ? chance.pick(["HTTP/1.0", "HTTP/2.0", "HTTP/1.1 ", ""]) : "HTTP/1.1";
  const head = `${method} ${path.replace("ID", id)} ${version}\r\n${headers.join("\r\n")}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), body]);
}

function usualType(path: string): string {
  if (path.endsWith("commit")) return "application/json";
  return path === "/no-script" ? FORM_TYPE : "application/octet-stream";
}

function bodyFor(path: string, chance: Seeded): Buffer {
  if (path.endsWith("commit")) return hostileCommit(chance);
  const envelope = hostileEnvelope(chance);
  return path === "/no-script" ? Buffer.from(formOf(envelope, { fileName: "x" })) : envelope;
}

function hostileCommit(chance: Seeded): Buffer {
  const values = [1, 0, -1, 1.5, 1e300, "1", null, [], {}, "0".repeat(64), "a".repeat(63), true];
  const commit = { parts: chance.pick(values), digest: chance.pick(values) };
  const whole = JSON.stringify(commit);
  return Buffer.from(chance.pick([whole, `[${whole}]`, '{"__proto__":{}}', "{", "1", ""]));
}

const STANZAS = [
  ...[
    "-> X25519 AAAA\n\n",
    "-> scrypt AAAA 30\n\n",
    "-> x-grease a b\nAAAA\n",
    "-> ssh-rsa x\n\n",
    "-> \n\n",
  ],
  ...["->\n", "-> mlkem768x25519 A\n\n", "-> X25519 \u00e9\n\n"],
  `-> a-grease ${"x".repeat(300)}\n${"A".repeat(64)}\n\n`,
];

/** Sometimes a good one; else one with a change by grammar, by bytes, or by length. */
export function hostileEnvelope(chance: Seeded): Buffer {
  const good = Buffer.from(fakeEnvelope(chance.below(300), 1));
  switch (chance.below(8)) {
    case 0:
      return good;
    case 1:
      return good.subarray(0, chance.below(good.length));
    case 2:
      return Buffer.concat([good, randomBytes(chance.below(40))]);
    case 3: {
      const stanzas = Array.from({ length: chance.below(70) }, () => chance.pick(STANZAS)).join("");
      const end = chance.pick([`--- ${"A".repeat(43)}\n`, "---\n", "--- \n", `--- ${"A".repeat(44)}\n`, ""]);
      return Buffer.from(`age-encryption.org/v1\n${stanzas}${end}${"x".repeat(chance.below(200))}`, "latin1");
    }
    case 4:
      return Buffer.from(`-----BEGIN AGE ENCRYPTED FILE-----\n${good.toString("base64")}\n`, "latin1");
    default:
      return mutated(good, chance);
  }
}

/** Some bytes changed, left out, put in, or doubled. */
export function mutated(bytes: Buffer, chance: Seeded): Buffer {
  let result = bytes;
  for (let i = 0; i <= chance.below(4); i++) {
    const at = chance.below(result.length + 1);
    const length = chance.below(chance.below(4) === 0 ? 200 : 4);
    const [before, after] = [result.subarray(0, at), result.subarray(at)];
    const inserted = Buffer.from(Array.from({ length }, () => chance.below(256)));
    result = chance.pick([
      () => Buffer.concat([before, inserted, after.subarray(length)]),
      () => Buffer.concat([before, after.subarray(length)]),
      () => Buffer.concat([before, inserted, after]),
      () => Buffer.concat([before, after.subarray(0, length), after]),
    ])();
  }
  return result;
}
