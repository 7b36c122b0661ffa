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
import { parseDay } from "../../../protocol/day.ts";
import { BundleError } from "../../bundle/errors.ts";
import { type BundleList, encodeList, MOST_LIST_BYTES, parseBundleList } from "../../bundle/list.ts";
import { draw, type Wanted } from "../../courier/draw.ts";
import type { CourierServer } from "../../courier/server.ts";
import { CliError } from "../errors.ts";
import { exists, readSmallFile, replaceFile } from "../files.ts";
import { leaveOnly } from "./left-over.ts";
import type { PickupPaths } from "./paths.ts";

/** What a bundle is to hold: drawn once, and kept through all runs that it takes. */
export interface Plan extends Wanted {
  readonly instance: InstanceId;
  readonly courier: VerifyingKey;
  readonly list: BundleList;
}

const TYPE = "nightjar-pickup-plan/v1";

/** Room for the list inside the plan, where each quotation mark takes two bytes. */
const MOST_BYTES = 2 * MOST_LIST_BYTES;

/**
 * The plan of a run that broke off, if there is one that was asked for alike; else a new one from what the server
 * lists now, safely on disk. @throws CliError output-refused if what lies there is not this courier's; ServerError as CourierServer
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
  const plan = { ...owner, list: await draw(server, owner) };
  // On a stick that is full, the plan itself has room only once what it leaves out has gone.
  await leaveOnly(paths, plan.list.envelopes);
  await replaceFile(paths.plan, encodePlan(plan), 0o600);
  return plan;
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
