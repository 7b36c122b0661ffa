import { type Command, EXIT_HELP } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { onePositional, parseOptions, required } from "../../options.ts";
import { say } from "../../say.ts";
import { AuthorizedClients, readAuthFile } from "../../tor/authorized-clients.ts";
import { parseClientName } from "../../tor/client-key.ts";

const NAME = "courier authorize";

export const courierAuthorize: Command = {
  summary: "let a courier's tor see the couriers' onion",
  help: `nightjar courier authorize NAME --auth FILE --tor DIR

Puts the public half of a courier's onion key where tor looks for it: DIR/authorized_clients/NAME.auth. Tor takes
it up when it is reloaded. From the first key on, the onion can be seen only by those whose keys lie there. Whether
a courier may also sign in is for the stewards to say, in an annex.

  NAME         how you call the courier: lower-case letters, digits and hyphens
  --auth FILE  what "onion-key" wrote on the courier's machine, the file that ends in .auth
  --tor DIR    the couriers' HiddenServiceDir; never the sources', which a key would shut to all of them

Example
  npm run nightjar -- courier authorize swift --auth swift.auth --tor /var/lib/tor/nightjar-couriers
  systemctl reload tor@default

${EXIT_HELP}`,

  async run(args) {
    const { values, positionals } = parseOptions(NAME, args, OPTIONS, { positionals: true });
    const name = parseClientName(onePositional(NAME, positionals, "Say what to call the courier"));
    const auth = required(NAME, "auth", values.auth);
    const tor = required(NAME, "tor", values.tor);
    const key = await readAuthFile(auth);
    const added = await (await AuthorizedClients.of(tor)).add(name, key);
    say(
      added
        ? `${name} may see the onion once tor is reloaded: systemctl reload tor@default`
        : `${name} was let in already.`,
    );
    return EXIT.ok;
  },
};

const OPTIONS = { auth: { type: "string" }, tor: { type: "string" } } as const;
