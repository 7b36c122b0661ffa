// Stands in for the `age` program from 1.3 on: `age -d -i - FILE`, an identity from standard input, by typage.
import { readFileSync } from "node:fs";
import { Decrypter } from "age-encryption";

const [decrypt, from, input, path = ""] = process.argv.slice(2);
if (decrypt !== "-d" || from !== "-i" || input !== "-") throw new Error("only age -d -i - FILE");
const decrypter = new Decrypter();
decrypter.addIdentity(readFileSync(0, "utf8").trim());
process.stdout.write(await decrypter.decrypt(new Uint8Array(readFileSync(path))));
