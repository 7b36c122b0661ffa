import type { FunctionComponent } from "preact";
import { Courier } from "../courier/view/courier.tsx";
import type { HostProps } from "../host.ts";
import { Reviewer } from "../reviewer/view/reviewer.tsx";
import { Steward } from "../steward/view/steward.tsx";
import type { RoleName } from "../strings/strings.ts";

/** What is seen of each role. */
export const ROLES: Readonly<Record<RoleName, FunctionComponent<HostProps>>> = {
  reviewer: Reviewer,
  courier: Courier,
  steward: Steward,
};
