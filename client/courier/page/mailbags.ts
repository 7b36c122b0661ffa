import { collect } from "../../../crypto/bytes.ts";
import { readBlob } from "../../browser/read-blob.ts";
import { deliverAll, readBags } from "../deliver.ts";
import type { Delivered } from "../letter-answers.ts";
import type { CourierPack } from "../pack.ts";
import type { CourierServers, FailedServer } from "../servers.ts";

/** What became of one mailbag at one server. */
export interface BagOutcome {
  readonly bag: string;
  readonly address: string;
  readonly outcome: Delivered | "not-sent";
}

export type OnOutcomes = (outcomes: readonly BagOutcome[]) => void;

/**
 * Brings the mailbags in these files to every server of the pack.
 * @param onOutcomes is told all that is known so far, each time there is more
 * @returns servers that failed while others went on
 * @throws NotAMailbag before anything is sent; UnreadableFile; ServerError as CourierServers
 */
export async function deliverMailbags(
  { addresses }: CourierPack,
  servers: CourierServers,
  files: readonly File[],
  onOutcomes: OnOutcomes,
): Promise<readonly FailedServer[]> {
  const bags = await readBags(
    files.map((file) => ({ name: file.name, size: file.size, read: () => collect(readBlob(file)) })),
  );
  const rows: readonly string[] = addresses;
  const outcomes = rows.flatMap((address) =>
    bags.map((bag) => ({
      bag: bag.name,
      address,
      outcome: "not-sent" as BagOutcome["outcome"],
    })),
  );
  onOutcomes(outcomes);
  await deliverAll(servers, bags, ({ address }, bag, outcome) => {
    outcomes[rows.indexOf(address) * bags.length + bags.indexOf(bag)] = { bag: bag.name, address, outcome };
    onOutcomes(outcomes);
  });
  return servers.failed;
}
