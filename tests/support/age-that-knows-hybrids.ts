// Stands in for the `age` program from 1.3 on, which Debian doesn't have yet: its options for sealing, by typage.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { armor, Encrypter } from "age-encryption";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    armor: { type: "boolean", short: "a" },
    recipient: { type: "string", short: "r", multiple: true },
    "recipients-file": { type: "string", short: "R", multiple: true },
    output: { type: "string", short: "o" },
  },
});
const listed = (values["recipients-file"] ?? []).flatMap((path) => readFileSync(path, "utf8").split("\n"));
const encrypter = new Encrypter();
for (const recipient of [...(values.recipient ?? []), ...listed]) {
  if (recipient !== "" && !recipient.startsWith("#")) encrypter.addRecipient(recipient);
}
const sealed = await encrypter.encrypt(new Uint8Array(readFileSync(positionals[0] ?? 0)));
if (values.output === undefined) throw new Error("no -o");
writeFileSync(values.output, values.armor ? armor.encode(sealed) : sealed);
