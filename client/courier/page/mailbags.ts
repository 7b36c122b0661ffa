import { collect } from "../../../crypto/bytes.ts";
import { readBlob } from "../../browser/read-blob.ts";
import type { ServerError } from "../../http/errors.ts";
import { PAUSES } from "../../http/patience.ts";
import type { CourierAddress } from "../address.ts";
import { deliverAll, readBags } from "../deliver.ts";
import type { Delivered } from "../letter-answers.ts";
import type { CourierPack } from "../pack.ts";
import { CourierServer } from "../server.ts";
import { BrowserAsker } from "./asker.ts";

/** What became of one mailbag at one server. */
export interface BagOutcome {
  readonly bag: string;
  readonly address: CourierAddress;
  readonly outcome: Delivered | "not-sent";
}

/**
 * Brings the mailbags in these files to every server of the pack.
 * @param onOutcomes is told all that is known so far, each time there is more
 * @returns the first server's trouble that there was, if there was one
 * @throws NotAMailbag before anything is sent; UnreadableFile; ServerError interrupted
 */
export async function deliverMailbags(
  { anchor, seed, addresses }: CourierPack,
  files: readonly File[],
  stop: AbortSignal,
  onOutcomes: (outcomes: readonly BagOutcome[]) => void,
): Promise<ServerError | undefined> {
  const bags = await readBags(
    files.map((file) => ({ name: file.name, size: file.size, read: () => collect(readBlob(file)) })),
  );
  const outcomes = addresses.flatMap((address) =>
    bags.map(({ name }): BagOutcome => ({ bag: name, address, outcome: "not-sent" })),
  );
  const troubles: ServerError[] = [];
  const receivers = addresses.map((address, row) => ({
    server: new CourierServer(new BrowserAsker(address, stop), address, anchor.instance, seed, {
      pauses: PAUSES,
      stop,
    }),
    told(bag: (typeof bags)[number], outcome: Delivered) {
      outcomes[row * bags.length + bags.indexOf(bag)] = { bag: bag.name, address, outcome };
      onOutcomes([...outcomes]);
    },
    failed: (error: ServerError) => void troubles.push(error),
  }));
  onOutcomes([...outcomes]);
  await deliverAll(bags, receivers);
  return troubles[0];
}
