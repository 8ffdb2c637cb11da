import { type Archive, createArchive } from "./activities/archive.ts";
import type { Activity } from "./activities/activity.ts";
import type { Athlete, AthleteSeed, Origin } from "./athletes/athlete.ts";
import { type Behaviour, defaultBehaviour } from "./behaviour.ts";
import type { Clock } from "./clock.ts";
import type { FaultRule } from "./faults/rule.ts";
import { createJournal, type Journal } from "./journal.ts";
import { emptyUsage, type LimitTier, tiers, type Usage } from "./limits.ts";
import type { Code, Grant } from "./oauth/grants.ts";
import type { ResolvedOptions } from "./options.ts";
import { tokenText } from "./random.ts";
import type { WebhookFault } from "./webhooks/fault.ts";
import type { Delivery, Subscription } from "./webhooks/subscription.ts";

interface AppSettings {
  clientId: string;
  clientSecret: string;
  callbackDomains: readonly string[];
  status: "active" | "inactive";
  /** How many athletes may be connected at once. */
  capacity: number;
  limits: LimitTier;
}

/** All that a snapshot keeps. */
export interface WorldState {
  behaviour: Behaviour;
  app: AppSettings;
  athletes: Map<number, Athlete>;
  archives: Map<number, Archive>;
  codes: Map<string, Code>;
  /** By athlete: one athlete has one grant to one application. */
  grants: Map<number, Grant>;
  accessTokens: Map<string, { athleteId: number; expiresAtMs: number }>;
  subscription?: Subscription;
  deliveries: Delivery[];
  webhookFaults: WebhookFault[];
  faults: FaultRule[];
  usage: Usage;
  /** Grows with each secret, id and draw, so that none repeats. */
  sequence: number;
}

export interface World {
  readonly options: ResolvedOptions;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly origin: Origin;
  state: WorldState;
  /** Called after each change that must survive a restart. */
  saved: () => void;
}

export function createWorld(options: ResolvedOptions, clock: Clock, origin: Origin): World {
  const state: WorldState = {
    behaviour: defaultBehaviour(),
    app: {
      clientId: options.clientId,
      clientSecret: options.clientSecret,
      callbackDomains: options.callbackDomains,
      status: "active",
      capacity: 9999,
      limits: tiers.default,
    },
    athletes: new Map(),
    archives: new Map(),
    codes: new Map(),
    grants: new Map(),
    accessTokens: new Map(),
    deliveries: [],
    webhookFaults: [],
    faults: [],
    usage: emptyUsage(),
    sequence: 0,
  };
  const world = { options, clock, journal: createJournal(), origin, state, saved: () => {} };
  for (const seed of options.athletes) addAthlete(world, seed);
  return world;
}

export function addAthlete(world: World, seed: AthleteSeed): Athlete {
  const { athlete, activities } = seed(world.origin);
  if (world.state.athletes.has(athlete.id)) {
    throw new Error(`Cannot add athlete ${athlete.id}: the id is taken.`);
  }
  world.state.athletes.set(athlete.id, athlete);
  world.state.archives.set(athlete.id, createArchive(activities));
  return athlete;
}

export function archiveOf(world: World, athleteId: number): Archive {
  const archive = world.state.archives.get(athleteId);
  if (!archive) throw new Error(`Cannot find athlete ${athleteId} in the simulator.`);
  return archive;
}

export function findActivity(world: World, id: string): Activity | undefined {
  for (const archive of world.state.archives.values()) {
    const activity = archive.activities.get(id);
    if (activity) return activity;
  }
  return undefined;
}

export function nextSequence(world: World): number {
  return ++world.state.sequence;
}

/** A new secret of 40 hex digits, repeatable by seed and order. */
export function mintToken(world: World, purpose: string): string {
  return tokenText(world.options.seed, purpose, nextSequence(world));
}
