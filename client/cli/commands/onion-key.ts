import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { defineCommand } from "../command.ts";
import { EXIT } from "../errors.ts";
import { replaceFile } from "../files.ts";
import { say } from "../say.ts";
import { newClientKeyFiles, parseClientName } from "../tor/client-key.ts";
import { parseOnionAddress } from "../tor/onion-address.ts";
import { refuseIfThere } from "../vault/write-vault.ts";

export const onionKey = defineCommand("onion-key", {
  summary: "make the key that tor lets a courier see the couriers' onion by",
  about: `
    Makes, on the courier's own machine, the key of tor's client authorization: without it nobody can so
    much as see that the couriers' onion is there. It isn't the key that the courier signs in with ("courier
    init"): both are needed. DIR/NAME.auth_private is secret and stays; DIR/NAME.auth is for the operator
    ("courier authorize").`,
  options: {
    "--onion ADDRESS": "the couriers' onion, from the operator: 56 characters and .onion",
    "--name NAME": "lower-case letters, digits and hyphens; the operator sees it",
    "--out DIR": "the folder for both files; it is made if it isn't there, and nothing is overwritten",
  },
  notes: `
    For tor on the courier's machine, DIR can be named in its torrc: ClientOnionAuthDir DIR (it must belong
    to the user that tor runs as, and be closed to others).`,
  example: "npm run nightjar -- onion-key --onion $ONION.onion --name swift --out ./onion-auth",

  async run(values) {
    const { out } = values;
    const onion = parseOnionAddress(values.onion);
    const name = parseClientName(values.name);
    const [authPath, privatePath] = [join(out, `${name}.auth`), join(out, `${name}.auth_private`)];
    await refuseIfThere(authPath, privatePath);
    await mkdir(out, { recursive: true, mode: 0o700 });
    const { auth, authPrivate } = newClientKeyFiles(onion);
    await replaceFile(privatePath, authPrivate, 0o600);
    try {
      await replaceFile(authPath, auth, 0o644);
    } catch (error) {
      await rm(privatePath, { force: true });
      throw error;
    }
    say(
      `The key is ${privatePath}: it stays on this machine, in the folder that tor's ClientOnionAuthDir names.`,
    );
    say(`Its public half is ${authPath}: bring it to the operator, who lets it in with "courier authorize".`);
    return EXIT.ok;
  },
});
