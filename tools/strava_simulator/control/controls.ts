import type { Activity } from "../activities/activity.ts";
import { compareIds } from "../activities/archive.ts";
import type { ActivityChange, ActivityDraft } from "../activities/draft.ts";
import type { Athlete, AthleteSeed } from "../athletes/athlete.ts";
import { deleteAthlete } from "../athletes/deletion.ts";
import { type Behaviour, changeBehaviour } from "../behaviour.ts";
import { addFault, removeFault } from "../faults/match.ts";
import type { FaultInput, FaultRule } from "../faults/rule.ts";
import { deleteActivity, insertActivity, type InsertOptions, updateActivity } from "../history.ts";
import { clearJournal, countCalls, type JournalEntry, overBudget } from "../journal.ts";
import { type Ledger, type LedgerFilter, ledgerFilterSchema, readLedger } from "../ledger.ts";
import { usageAt } from "../limits.ts";
import { killAccessTokens } from "../oauth/grants.ts";
import { revokeGrant } from "../oauth/revoke.ts";
import type { Listener } from "../server/listener.ts";
import { restoreSnapshot, type Snapshot, takeSnapshot } from "../snapshot.ts";
import { addAthlete, archiveOf, findActivity, type World } from "../world.ts";
import { type AppChange, appChangeSchema, changeApp } from "./app_settings.ts";
import { createWebhookControls } from "./webhook_controls.ts";

/** Everything a test may read or change; control over HTTP is the same list. */
export type Controls = ReturnType<typeof createControls>;

interface EventOption {
  /** Whether the application is told; true by default. */
  event?: boolean;
}

export function createControls(world: World, publicListener: Listener) {
  return {
    ...createReadings(world),
    ...createHistoryControls(world),
    ...createClockControls(world),
    ...createFaultControls(world, publicListener),
    ...createWebhookControls(world),
    ...createSnapshotControls(world),
  };
}

function createReadings(world: World) {
  return {
    /** The truth about an athlete; the first one unless named. */
    ledger(athleteId?: number, filter: LedgerFilter = {}): Ledger {
      const id = athleteId ?? world.state.athletes.keys().next().value ?? 0;
      const { activities } = archiveOf(world, id);
      return readLedger(id, activities.values(), ledgerFilterSchema.parse(filter));
    },
    athletes: (): Athlete[] => [...world.state.athletes.values()],
    activities: (athleteId: number): Activity[] =>
      [...archiveOf(world, athleteId).activities.values()].sort((a, b) =>
        b.startSeconds - a.startSeconds || compareIds(b.id, a.id)
      ),
    activity: (id: string): Activity | undefined => findActivity(world, id),
    journal: (): readonly JournalEntry[] => world.journal.entries,
    clearJournal: () => clearJournal(world.journal),
    /** Calls per endpoint, as "GET /athlete/activities". */
    calls: () => countCalls(world.journal.entries),
    overBudget: (budget: Record<string, number>) => overBudget(world.journal.entries, budget),
    usage() {
      const { overall, read } = usageAt(world.state.usage, world.clock.now());
      return { overall, read, limits: world.state.app.limits };
    },
  };
}

function createHistoryControls(world: World) {
  return {
    addAthlete: (seed: AthleteSeed) => addAthlete(world, seed),
    deleteAthlete: (athleteId: number, { event = false }: EventOption = {}) =>
      deleteAthlete(world, athleteId, event),
    insertActivity: (athleteId: number, draft: ActivityDraft = {}, options: InsertOptions = {}) =>
      insertActivity(world, athleteId, draft, options),
    updateActivity: (id: string, change: ActivityChange, options: EventOption = {}) =>
      updateActivity(world, id, change, options),
    deleteActivity: (id: string, options: EventOption = {}) => deleteActivity(world, id, options),
    /** The athlete withdraws the application's access; false if it had none. */
    revokeAccess: (athleteId: number, { event = true }: EventOption = {}) =>
      revokeGrant(world, athleteId, event),
    expireTokens: (athleteId: number) => killAccessTokens(world, athleteId),
    grants: () =>
      [...world.state.grants.values()].map(({ athleteId, scopes, expiresAtMs }) => ({
        athleteId,
        scopes,
        accessExpiresAt: new Date(expiresAtMs).toISOString(),
      })),
  };
}

function createClockControls(world: World) {
  return {
    now: () => world.clock.now(),
    /** Moves the clock on; resolves when all that fell due has been done. */
    async advanceClock(ms: number): Promise<void> {
      await world.clock.advance(ms);
      world.saved();
    },
    async setClock(at: string | number | Date): Promise<void> {
      const ms = new Date(at).getTime();
      if (Number.isNaN(ms)) throw new Error(`Cannot set the clock to ${at}: it is no instant.`);
      await world.clock.set(ms);
      world.saved();
    },
    /** Waits for deliveries that are under way. */
    settle: () => world.clock.settle(),
  };
}

function createFaultControls(world: World, publicListener: Listener) {
  return {
    behaviour: (): Behaviour => world.state.behaviour,
    setBehaviour(change: Partial<Behaviour>): Behaviour {
      world.state.behaviour = changeBehaviour(world.state.behaviour, change);
      return world.state.behaviour;
    },
    app: () => world.state.app,
    setApp(change: AppChange): void {
      changeApp(world, appChangeSchema.parse(change));
    },
    faults: (): readonly FaultRule[] => world.state.faults,
    addFault: (fault: FaultInput) => addFault(world, fault),
    removeFault: (id: string) => removeFault(world, id),
    clearFaults() {
      world.state.faults = [];
    },
    /** Spends quota as another instance of the application would. */
    burnQuota(calls: number): void {
      const usage = usageAt(world.state.usage, world.clock.now());
      for (const count of [usage.overall, usage.read]) {
        count.quarterHour += calls;
        count.day += calls;
      }
      world.state.usage = usage;
    },
    /** Nobody listens on the public port until `acceptConnections`. */
    refuseConnections: () => publicListener.refuse(),
    acceptConnections: () => publicListener.accept(),
  };
}

function createSnapshotControls(world: World) {
  const snapshots = new Map<string, Snapshot>();
  return {
    snapshot(): string {
      const id = `snapshot-${snapshots.size + 1}`;
      snapshots.set(id, takeSnapshot(world));
      return id;
    },
    async restore(id: string): Promise<void> {
      const snapshot = snapshots.get(id);
      if (!snapshot) throw new Error(`Cannot restore ${id}: there is no such snapshot.`);
      await restoreSnapshot(world, snapshot);
    },
  };
}
