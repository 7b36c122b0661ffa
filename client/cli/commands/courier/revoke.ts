import { defineCommand } from "../../command.ts";
import { EXIT } from "../../errors.ts";
import { say } from "../../say.ts";
import { AuthorizedClients } from "../../tor/authorized-clients.ts";
import { parseClientName } from "../../tor/client-key.ts";

export const courierRevoke = defineCommand("courier revoke", {
  summary: "hide the couriers' onion from a courier's tor again",
  about: `
    Takes DIR/authorized_clients/NAME.auth away. What tor then does: nothing, until it is reloaded; from
    then on the key gets no new circuit, and the circuits that it has stay open. So this alone stops nobody
    at once. What does is an annex that leaves the courier out, which the server's own login goes by with
    every request (docs/ceremony.md). If no key would be left, one that fits nobody is put there first,
    since tor opens an onion without keys to everybody.`,
  options: {
    NAME: "how you called the courier",
    "--tor DIR": "the couriers' HiddenServiceDir",
  },
  operands: ["NAME", "Say which courier"],
  example: `npm run nightjar -- courier revoke swift --tor /var/lib/tor/nightjar-couriers
systemctl reload tor@default`,

  async run(values, [called]) {
    const name = parseClientName(called);
    const clients = await AuthorizedClients.of(values.tor);
    const wasLast = await clients.remove(name);
    say(`${name} gets no new circuit once tor is reloaded: systemctl reload tor@default`);
    say(
      "Circuits that are open stay so: the stewards' next annex must leave the courier out of the login too.",
    );
    if (wasLast) say("No courier is left: a key that fits nobody keeps the onion hidden.");
    return EXIT.ok;
  },
});
