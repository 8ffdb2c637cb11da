import { eq } from "drizzle-orm";
import { openSubscriptions } from "@/adapters/strava_subscriptions.ts";
import { getStravaAccount } from "@/db/strava_accounts.ts";
import { runs } from "@/db/schema/runs.ts";
import { stravaQuota } from "@/db/schema/strava.ts";
import { disconnectStrava } from "@/domain/strava/disconnect.ts";
import { livesFor, subscribe } from "@/tests/support/lives.ts";
import { shortRuns } from "@/tests/support/short_runs.ts";
import { askStrava, consent, type StravaApp } from "@/tests/support/strava.ts";
import type { Visitor } from "@/tests/support/visitor.ts";
import type { Activity } from "@/tools/strava_simulator/activities/activity.ts";
import type { AthleteSeed, Behaviour } from "@/tools/strava_simulator/mod.ts";
import { mixSeed } from "@/tools/strava_simulator/random.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Each assumed behaviour the other way round. */
const OTHER: Partial<Behaviour> = {
  refreshRotation: "always",
  tokenReuseSeconds: 0,
  badTokenBody: "application",
  codeErrorResource: "RequestToken",
  tokenAnswerHasScope: true,
  tokenOutsideHeader: "refuse",
  deauthorize: "gone",
  capacityCheckedAt: "token",
  perPageAboveMaximum: "refuse",
  beforeOnlyOrder: "ascending",
  hiddenStartOrder: "true",
  visibilityFilter: "after-paging",
  shortPageEvery: 3,
  notFoundBody: "empty",
  missingStreams: "empty",
  unreadyStreams: "not-found",
  activityZones: "payment-required",
  noPositionAs: "null",
  privacyZoneInSummary: false,
  rateLimitBody: "string-errors",
  rateHeaders: "not-on-errors",
  countClientErrors: false,
  createEventDelaySeconds: 45,
  webhookRetrySeconds: [10, 20],
  subscriptionAnswer: "id-only",
  dateSkewSeconds: -7_200,
};

/** One runner whose history is to come through, whatever happens. */
export interface Scene {
  app: StravaApp;
  athleteId: number;
  userId: string;
  /** Whether each assumed behaviour is the other way round. */
  isOther: boolean;
  usual: Behaviour;
  beganAt: number;
  runsAtFirst: number;
  scope: string;
  /** How often the runner connected. */
  connections: number;
  connect(scope?: string): Promise<void>;
}

export async function openScene(
  app: StravaApp,
  { visitor, userId, ...place }: { visitor: Visitor; userId: string } & {
    athleteId: number;
    isOther: boolean;
    startsAt?: number;
  },
): Promise<Scene> {
  const { strava, clock } = app;
  const midnight = Math.ceil(clock.now() / DAY) * DAY;
  clock.advance(midnight + (place.startsAt ?? 8 * 60 * MINUTE) - clock.now());
  await app.db.delete(stravaQuota);
  strava.clearDeliveries();
  strava.setApp({ limits: "default", status: "active" });
  const usual = strava.behaviour();
  if (place.isOther) strava.setBehaviour(OTHER);
  strava.addAthlete(mixedAthlete(place.athleteId));
  const subscriptions = openSubscriptions(strava);
  for (const { id } of await subscriptions.list()) await subscriptions.remove(id);
  await subscribe(app);
  strava.clearJournal();
  const scene: Scene = {
    ...place,
    app,
    userId,
    usual,
    beganAt: clock.now(),
    runsAtFirst: strava.ledger(place.athleteId).runs.count,
    scope: "activity:read_all",
    connections: 0,
    connect: (scope = scene.scope) => connect(scene, visitor, scope),
  };
  return scene;
}

/** Everything of this scene is gone, so that the next begins as the first did. */
export async function closeScene(scene: Scene): Promise<void> {
  const { app: { deps, db, strava, clock }, userId, athleteId } = scene;
  strava.clearFaults();
  strava.clearWebhookFaults();
  strava.setBehaviour(scene.usual);
  if (await getStravaAccount(db, userId)) {
    await disconnectStrava({ ...deps, now: clock.now() }, userId);
  }
  await db.delete(runs).where(eq(runs.userId, userId));
  if (strava.athletes().some(({ id }) => id === athleteId)) strava.deleteAthlete(athleteId);
}

/** As a person does it: when Strava says no, they come back a little later. */
async function connect(scene: Scene, visitor: Visitor, scope: string): Promise<void> {
  const { app, athleteId, userId } = scene;
  for (let times = 0; times < 5; times++) {
    const address = (await askStrava(visitor)).replace("activity%3Aread_all", scope);
    const page = await fetch(address);
    await page.body?.cancel();
    if (page.status === 200) {
      await visitor.get(await consent(address, { athleteId }));
      scene.connections++;
    }
    if ((await getStravaAccount(app.db, userId))?.status === "connected") return;
    await livesFor(app, 5 * MINUTE);
  }
  throw new Error("Nobody could connect");
}

/** Between 30 and 60 activities, a third of them runs, with a few of the unusual ones. */
function mixedAthlete(athleteId: number): AthleteSeed {
  const count = 30 + mixSeed(athleteId) % 31;
  const seed = shortRuns(athleteId, count, ["Run", "Ride", "Kitesurf"]);
  return (origin) => {
    const { athlete, activities } = seed(origin);
    const unusual: Record<number, Partial<Activity>> = {
      3: { manual: true, route: undefined },
      6: { hiddenStart: true },
      7: { startSeconds: activities[8].startSeconds },
      9: { startSeconds: activities[8].startSeconds },
      12: { visibility: "only_me" },
      15: { visibility: "followers_only", name: "🏃 <b>שלום</b>" },
    };
    return { athlete, activities: activities.map((each, i) => ({ ...each, ...unusual[i] })) };
  };
}
