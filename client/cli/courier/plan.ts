import { equalBytes, parseUtf8, utf8 } from "../../../crypto/bytes.ts";
import { encodeInstanceId, type InstanceId, parseInstanceId } from "../../../crypto/documents/anchor.ts";
import {
  encodeJson,
  fieldsOf,
  parseCanonical,
  parseCount,
  parseText,
} from "../../../crypto/documents/canonical.ts";
import { encodeVerifyingKey, parseVerifyingKey, type VerifyingKey } from "../../../crypto/ed25519.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import { type Day, parseDay } from "../../../protocol/day.ts";
import { BundleError } from "../../bundle/errors.ts";
import { type BundleList, encodeList, MOST_LIST_BYTES, parseBundleList } from "../../bundle/list.ts";
import { CliError } from "../errors.ts";
import { exists, readSmallFile, replaceFile } from "../files.ts";
import { Candidates, choose } from "./choose.ts";
import { leaveOnly } from "./left-over.ts";
import type { PickupPaths } from "./paths.ts";
import type { CourierServer } from "./server.ts";

/** What a bundle is to hold: drawn once, and kept through all runs that it takes. */
export interface Plan {
  readonly instance: InstanceId;
  readonly courier: VerifyingKey;
  /** Bytes of envelopes, at most. */
  readonly budget: number;
  /** The one day that is fetched anew, acknowledged or not; null for what this courier hasn't acknowledged. */
  readonly again: Day | null;
  readonly list: BundleList;
}

const TYPE = "nightjar-pickup-plan/v1";

/** Room for the list inside the plan, where each quotation mark takes two bytes. */
const MOST_BYTES = 2 * MOST_LIST_BYTES;

/**
 * The plan of a run that broke off, if there is one that was asked for alike; else a new one from what the server
 * lists now, safely on disk. @throws CliError output-refused if what lies there is not this courier's; as CourierServer
 */
export async function planFor(
  paths: PickupPaths,
  server: CourierServer,
  owner: Omit<Plan, "list">,
): Promise<Plan> {
  const before = await planThere(paths);
  if (before && !isOwn(before, owner)) {
    throw new CliError(
      "output-refused",
      `${paths.partial} belongs to another courier or instance: choose another --bundle, or move it away.`,
    );
  }
  if (before && before.budget === owner.budget && before.again === owner.again) return before;
  const plan = { ...owner, list: await drawn(server, owner) };
  // On a stick that is full, the plan itself has room only once what it leaves out has gone.
  await leaveOnly(paths, plan.list.envelopes);
  await replaceFile(paths.plan, encodePlan(plan), 0o600);
  return plan;
}

async function drawn(server: CourierServer, { budget, again }: Omit<Plan, "list">): Promise<BundleList> {
  const days: Candidates[] = [];
  for (const { day } of again === null ? await server.days() : [{ day: again }]) {
    const candidates = new Candidates(day);
    const pageBehind = (id: EnvelopeId | undefined) => server.page(day, id, again !== null);
    let page = await pageBehind(undefined);
    for (;;) {
      for (const envelope of page.envelopes) candidates.add(envelope);
      if (!page.more) break;
      page = await pageBehind(page.envelopes.at(-1)?.id);
    }
    if (candidates.count > 0) days.push(candidates);
  }
  return choose(days, budget);
}

function isOwn(plan: Plan, owner: Omit<Plan, "list">): boolean {
  return equalBytes(plan.instance, owner.instance) && equalBytes(plan.courier, owner.courier);
}

async function planThere({ plan }: PickupPaths): Promise<Plan | undefined> {
  if (!(await exists(plan))) return undefined;
  const bytes = await readSmallFile(plan, MOST_BYTES);
  try {
    return parseCanonical(bytes, readPlan, encodePlan, MOST_BYTES);
  } catch (error) {
    if (!(error instanceof CryptoError || error instanceof BundleError)) throw error;
    throw new CliError(
      "output-refused",
      `${plan} is no plan of a pickup: move its folder away, and run this again.`,
    );
  }
}

function encodePlan({ instance, courier, budget, again, list }: Plan): Uint8Array {
  return encodeJson({
    type: TYPE,
    instance: encodeInstanceId(instance),
    courier: encodeVerifyingKey(courier),
    budget,
    again,
    list: parseUtf8(encodeList(list), "document-malformed"),
  });
}

function readPlan(value: unknown): Plan {
  const fields = fieldsOf(value, TYPE);
  return {
    instance: parseInstanceId(fields.instance),
    courier: parseVerifyingKey(fields.courier, "document-malformed"),
    budget: parseCount(fields.budget, 1, Number.MAX_SAFE_INTEGER, "budget"),
    again: fields.again === null ? null : parseDay(fields.again),
    list: parseBundleList(utf8(parseText(fields.list, "list"))),
  };
}
