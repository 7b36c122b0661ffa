import { equalBytes, parseUtf8, utf8 } from "../../../crypto/bytes.ts";
import { type InstanceId, instanceId } from "../../../crypto/documents/anchor.ts";
import {
  encodeDocument,
  list,
  mapped,
  orNull,
  parseDocument,
  record,
  typed,
} from "../../../crypto/documents/canonical.ts";
import { count, text, verifyingKey } from "../../../crypto/documents/fields.ts";
import type { VerifyingKey } from "../../../crypto/ed25519.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { day } from "../../../protocol/day.ts";
import { BundleError } from "../../bundle/errors.ts";
import { encodeList, MOST_LIST_BYTES, parseBundleList } from "../../bundle/list.ts";
import {
  draw,
  drawnFrom,
  type Lists,
  listsOf,
  type Share,
  sharesAgain,
  type Wanted,
} from "../../courier/draw.ts";
import { MOST_ADDRESSES } from "../../courier/pack.ts";
import type { CourierServers } from "../../courier/servers.ts";
import { CliError } from "../errors.ts";
import { exists, readSmallFile, replaceFile } from "../files.ts";
import { leaveOnly, type PickupPaths } from "./paths.ts";

/** Room for the lists inside the plan, where each quotation mark takes two bytes. */
const MOST_BYTES = 2 * MOST_LIST_BYTES;

const PLAN = mapped(
  typed("nightjar-pickup-plan/v2", () => ({
    instance: instanceId,
    courier: verifyingKey,
    budget: count(1, Number.MAX_SAFE_INTEGER),
    again: orNull(day),
    servers: list(
      record(() => ({ address: text, list: text })),
      1,
      MOST_ADDRESSES,
    ),
  })),
  ({ servers, ...plan }): Plan => ({
    ...plan,
    lists: new Map(servers.map(({ address, list }) => [address, parseBundleList(utf8(list))])),
  }),
  ({ lists, ...plan }) => ({
    ...plan,
    servers: [...lists].map(([address, list]) => ({
      address,
      list: parseUtf8(encodeList(list), "document-malformed"),
    })),
  }),
);

/** What a bundle is to hold: drawn once, and kept through all runs that it takes. */
export interface Plan extends Wanted {
  readonly instance: InstanceId;
  readonly courier: VerifyingKey;
  readonly lists: Lists;
}

/** Whose plan it is, and what was asked for. */
export type PlanOwner = Omit<Plan, "lists">;

/**
 * The shares of a run that broke off, if it was asked for alike; else new ones from what the servers list now, the plan
 * safely on disk. @throws CliError output-refused if what lies there is not this courier's; ServerError as CourierServers
 */
export async function planFor(
  paths: PickupPaths,
  servers: CourierServers,
  owner: PlanOwner,
): Promise<readonly Share[]> {
  const before = await planThere(paths);
  if (before && !isOwn(before, owner)) {
    throw new CliError(
      "output-refused",
      `${paths.partial} belongs to another courier or instance: choose another --bundle, or move it away.`,
    );
  }
  const planned = before && sharesAgain(before.lists, servers);
  if (planned && before.budget === owner.budget && before.again === owner.again) return planned;
  const shares = await draw(servers, owner);
  // On a stick that is full, the plan itself has room only once what it leaves out has gone.
  await leaveOnly(paths, drawnFrom(shares).envelopes);
  await replaceFile(paths.plan, encodeDocument(PLAN, { ...owner, lists: listsOf(shares) }), 0o600);
  return shares;
}

function isOwn(plan: Plan, owner: PlanOwner): boolean {
  return equalBytes(plan.instance, owner.instance) && equalBytes(plan.courier, owner.courier);
}

async function planThere({ plan }: PickupPaths): Promise<Plan | undefined> {
  if (!(await exists(plan))) return undefined;
  const bytes = await readSmallFile(plan, MOST_BYTES);
  try {
    return parseDocument(PLAN, bytes, MOST_BYTES);
  } catch (error) {
    if (!(error instanceof CryptoError || error instanceof BundleError)) throw error;
    throw new CliError(
      "output-refused",
      `${plan} is no plan of a pickup: move its folder away, and run this again.`,
    );
  }
}
