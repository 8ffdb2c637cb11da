import { z } from "zod";
import { changeBehaviour } from "../behaviour.ts";
import { faultInputSchema, historyChangeSchema } from "../faults/rule.ts";
import { applyHistoryChange } from "../history.ts";
import { webhookFaultInputSchema } from "../webhooks/fault.ts";
import type { World } from "../world.ts";
import { appChangeSchema } from "./app_settings.ts";
import type { Controls } from "./controls.ts";

/** A file that sets the stage: every part is optional and applied in this order. */
const scenarioSchema = z.strictObject({
  behaviour: z.record(z.string(), z.unknown()).optional(),
  clock: z.union([z.iso.datetime({ offset: true }), z.number()]).optional(),
  app: appChangeSchema.optional(),
  faults: z.array(faultInputSchema).default([]),
  webhookFaults: z.array(webhookFaultInputSchema).default([]),
  changes: z.array(historyChangeSchema).default([]),
});

export async function applyScenario(
  world: World,
  controls: Controls,
  input: unknown,
): Promise<void> {
  const scenario = scenarioSchema.parse(input);
  if (scenario.behaviour) {
    world.state.behaviour = changeBehaviour(world.state.behaviour, scenario.behaviour);
  }
  if (scenario.clock !== undefined) await controls.setClock(scenario.clock);
  if (scenario.app) controls.setApp(scenario.app);
  for (const fault of scenario.faults) controls.addFault(fault);
  for (const fault of scenario.webhookFaults) controls.addWebhookFault(fault);
  const first = controls.athletes()[0]?.id;
  for (const change of scenario.changes) applyHistoryChange(world, change, first);
}
