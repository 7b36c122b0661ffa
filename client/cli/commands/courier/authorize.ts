import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { say } from "../../say.ts";
import { AuthorizedClients, readAuthFile } from "../../tor/authorized-clients.ts";
import { parseClientName } from "../../tor/client-key.ts";

export const courierAuthorize = defineCommand("courier authorize", {
  summary: "let a courier's tor see the couriers' onion",
  about: `
    Puts the public half of a courier's onion key where tor looks for it: DIR/authorized_clients/NAME.auth.
    Tor takes it up when it is reloaded. From the first key on, the onion can be seen only by those whose
    keys lie there. Whether a courier may also sign in is for the stewards to say, in an annex.`,
  options: {
    NAME: "how you call the courier: lower-case letters, digits and hyphens",
    "--auth FILE": `what keys.html made on the courier's machine, the file that ends in .auth`,
    "--tor DIR": "the couriers' HiddenServiceDir; never the sources', which a key would shut to all of them",
  },
  operands: ["NAME", "Say what to call the courier"],
  example: `npm run nightjar -- courier authorize swift --auth swift.auth --tor /var/lib/tor/nightjar-couriers
systemctl reload tor@default`,

  async run({ auth, tor }, [called]) {
    const name = parseClientName(called);
    const key = await readAuthFile(auth);
    const added = await (await AuthorizedClients.of(tor)).add(name, key);
    say(
      added
        ? `${name} may see the onion once tor is reloaded: systemctl reload tor@default`
        : `${name} was let in already.`,
    );
    return EXIT.ok;
  },
});
