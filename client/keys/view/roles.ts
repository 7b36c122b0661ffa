import type { FunctionComponent } from "preact";
import { Courier } from "../courier/view/courier.ts";
import type { HostProps } from "../host.ts";
import { Reviewer } from "../reviewer/view/reviewer.ts";
import { Steward } from "../steward/view/steward.ts";
import type { RoleName } from "../strings/strings.ts";

/** What is seen of each role. */
export const ROLES: Readonly<Record<RoleName, FunctionComponent<HostProps>>> = {
  reviewer: Reviewer,
  courier: Courier,
  steward: Steward,
};
