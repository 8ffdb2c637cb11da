import { z } from "zod";
import { type LimitTier, tiers } from "../limits.ts";
import type { World } from "../world.ts";

const pair = z.strictObject({ quarterHour: z.int().min(0), day: z.int().min(0) });

const limitsSchema = z.union([
  z.enum(["default", "upgraded", "unlimited"]),
  z.strictObject({ overall: pair, read: pair }),
]);

export const appChangeSchema = z.strictObject({
  status: z.enum(["active", "inactive"]),
  capacity: z.int().min(0),
  callbackDomains: z.array(z.string()),
  limits: limitsSchema,
}).partial();

type LimitsInput = z.infer<typeof limitsSchema>;
export type AppChange = z.infer<typeof appChangeSchema>;

export function changeApp(world: World, change: AppChange): void {
  const { limits, ...rest } = change;
  Object.assign(world.state.app, rest);
  if (limits !== undefined) world.state.app.limits = findLimits(limits);
}

function findLimits(limits: LimitsInput): LimitTier {
  return typeof limits === "string" ? tiers[limits] : limits;
}
