import { inflateSync } from "node:zlib";
import * as cctv from "cctv-age";

/** One vector of C2SP/CCTV: a textual head, an empty line, an age file (perhaps compressed). */
export interface AgeVector {
  readonly name: string;
  readonly expect: string;
  readonly payloadSha256: string | undefined;
  readonly fileKey: string | undefined;
  readonly identities: readonly string[];
  readonly passphrases: readonly string[];
  readonly armored: boolean;
  readonly file: Uint8Array;
}

export const ageVectors: readonly AgeVector[] = Object.entries(cctv)
  .filter(([, bytes]) => bytes instanceof Uint8Array)
  .map(([name, bytes]) => parseVector(name, bytes as Uint8Array));

function parseVector(name: string, bytes: Uint8Array): AgeVector {
  const headEnd = Buffer.from(bytes).indexOf("\n\n");
  const fields = Buffer.from(bytes.subarray(0, headEnd))
    .toString("utf8")
    .split("\n")
    .map((line) => line.split(": ", 2) as [string, string]);
  const all = (key: string) => fields.filter(([k]) => k === key).map(([, value]) => value);
  const body = bytes.subarray(headEnd + 2);
  const expect = all("expect")[0];
  if (!expect) throw new Error(`vector ${name} has no expectation`);
  return {
    name,
    expect,
    payloadSha256: all("payload")[0],
    fileKey: all("file key")[0],
    identities: all("identity"),
    passphrases: all("passphrase"),
    armored: all("armored")[0] === "yes",
    file: all("compressed")[0] === "zlib" ? new Uint8Array(inflateSync(body)) : body,
  };
}
