import { copyArchive } from "./activities/archive.ts";
import { rearmDeliveries } from "./webhooks/deliver.ts";
import type { World, WorldState } from "./world.ts";

export interface Snapshot {
  state: WorldState;
  clockOffsetMs: number;
}

export function takeSnapshot(world: World): Snapshot {
  return { state: copyState(world.state), clockOffsetMs: world.clock.offset() };
}

/** Puts the world back; the journal goes on, and secrets minted since are never minted again. */
export async function restoreSnapshot(world: World, snapshot: Snapshot): Promise<void> {
  const { sequence } = world.state;
  world.clock.cancelAll();
  world.state = copyState(snapshot.state);
  world.state.sequence = Math.max(sequence, snapshot.state.sequence);
  await world.clock.set(world.options.now() + snapshot.clockOffsetMs);
  rearmDeliveries(world);
  world.saved();
}

function copyState(state: WorldState): WorldState {
  return {
    ...state,
    app: { ...state.app },
    athletes: new Map(state.athletes),
    archives: new Map([...state.archives].map(([id, archive]) => [id, copyArchive(archive)])),
    codes: new Map(state.codes),
    grants: new Map([...state.grants].map(([id, grant]) => [id, { ...grant }])),
    accessTokens: new Map(state.accessTokens),
    deliveries: state.deliveries.map((delivery) => ({
      ...delivery,
      attempts: [...delivery.attempts],
    })),
    webhookFaults: state.webhookFaults.map((fault) => ({ ...fault })),
    faults: state.faults.map((rule) => ({ ...rule })),
    usage: {
      ...state.usage,
      overall: { ...state.usage.overall },
      read: { ...state.usage.read },
    },
  };
}
