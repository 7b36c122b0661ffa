import { MOST_ADDRESSES } from "../../courier/pack.ts";
import { requireSocket } from "../files.ts";
import { addressOf, type Target, type TargetOptions, targetFrom } from "../http/target.ts";
import { usage } from "../options.ts";

/** The options that say where one or several servers are. */
export interface TargetsOptions extends Omit<TargetOptions, "url"> {
  readonly url?: readonly string[] | undefined;
}

/** One Unix socket, which must be there, or up to eight addresses, each once. @throws CliError usage, file-… */
export async function targetsFrom({ url = [], unix, socks }: TargetsOptions): Promise<Target[]> {
  if (url.length === 0 || unix !== undefined) {
    const target = targetFrom({ url: url[0], unix, socks });
    if (target.kind === "socket") await requireSocket(target.path);
    return [target];
  }
  const targets = url.map((one) => targetFrom({ url: one, socks }));
  if (new Set(targets.map(addressOf)).size === targets.length && targets.length <= MOST_ADDRESSES)
    return targets;
  throw usage(`The option --url takes up to ${MOST_ADDRESSES} addresses, each once`);
}
