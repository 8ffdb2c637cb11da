import { deepEqual, equal, notDeepEqual, ok } from "node:assert/strict";
import { type Activity, isRun } from "@/tools/strava_simulator/activities/activity.ts";
import { compareIds } from "@/tools/strava_simulator/activities/archive.ts";
import { summariseActivity } from "@/tools/strava_simulator/activities/summary.ts";
import { demoRunner, edgeCaseAthlete, syntheticAthlete } from "@/tools/strava_simulator/mod.ts";
import { addDays, localDate, utcOffsetSeconds } from "@/tools/strava_simulator/zone_time.ts";
import { noonMs } from "./support.ts";

const origin = { seed: 20_181_101, anchorDate: "2026-11-21", nowMs: noonMs };
const activities = demoRunner()(origin).activities;
const runs = activities.filter(isRun);

Deno.test("the same seed and day give the same history, another seed another", () => {
  deepEqual(demoRunner()(origin).activities, activities);
  notDeepEqual(demoRunner()({ ...origin, seed: 2 }).activities, activities);
});

Deno.test("other seeds and days give a whole history too", () => {
  for (let seed = 1; seed <= 6; seed++) {
    const anchorDate = addDays("2026-01-01", seed * 53);
    const nowMs = Date.parse(`${anchorDate}T05:00:00Z`);
    const other = demoRunner()({ seed, anchorDate, nowMs }).activities;
    ok(other.filter(isRun).length > 1000, `${seed}: ${other.length}`);
    ok(other.every((each) => each.startSeconds * 1000 < nowMs && each.uploadedAt <= nowMs));
    equal(new Set(other.map((each) => each.id)).size, other.length);
  }
});

Deno.test("eight years, more than a thousand runs, the last one yesterday or today", () => {
  ok(runs.length > 1000 && activities.length < 1500, `${runs.length} of ${activities.length}`);
  const dates = activities.map((each) => localDate(each.timeZone, each.startSeconds));
  ok((dates[0] ?? "") < "2018-12-01");
  ok((dates.at(-1) ?? "") >= "2026-11-20");
});

Deno.test("the history has every oddity an importer meets", () => {
  const oddities: Record<string, (activity: Activity) => boolean> = {
    race: (a) => a.workoutType === 1,
    longRun: (a) => a.workoutType === 2,
    workout: (a) => a.workoutType === 3,
    nullWorkout: (a) => a.workoutType === null,
    absentWorkout: (a) => a.workoutType === undefined,
    trail: (a) => a.sportType === "TrailRun" && a.type === "Run" && a.elevationGainMeters > 300,
    virtual: (a) => a.sportType === "VirtualRun" && a.trainer && !a.route,
    treadmill: (a) => a.sportType === "Run" && a.trainer && !a.route,
    withoutHeart: (a) => isRun(a) && a.averageHeartrate === undefined && !a.manual,
    manual: (a) => a.manual,
    hidden: (a) => a.hiddenStart,
    onlyMe: (a) => a.visibility === "only_me",
    followers: (a) => a.visibility === "followers_only",
    flagged: (a) => a.flagged,
    oneSecond: (a) => a.elapsedSeconds === a.movingSeconds - 1,
    ride: (a) => a.type === "Ride",
    swim: (a) => a.sportType === "Swim",
    hike: (a) => a.sportType === "Hike",
    strength: (a) => a.sportType === "WeightTraining" && a.distanceMeters === 0,
    unknownSport: (a) => a.sportType === "AquaRunning",
    emoji: (a) => /\p{Emoji_Presentation}/u.test(a.name),
    rightToLeft: (a) => /\p{Script=Hebrew}|\p{Script=Arabic}/u.test(a.name),
    html: (a) => a.name.includes("<script>"),
    long: (a) => a.name.length > 200,
    small: (a) => Number(a.id) < 2 ** 31,
    large: (a) => Number(a.id) > 2 ** 31,
    acrossClockChange: (a) =>
      utcOffsetSeconds(a.timeZone, a.startSeconds) !==
        utcOffsetSeconds(a.timeZone, a.startSeconds + a.elapsedSeconds),
    otherDay: (a) => localDate(a.timeZone, a.startSeconds) !== localDate("UTC", a.startSeconds),
  };
  for (const [name, test] of Object.entries(oddities)) ok(activities.some(test), name);
});

Deno.test("ids follow uploads, so late uploads stand out of order; some starts are equal", () => {
  let inversions = 0;
  let twins = 0;
  activities.forEach((activity, i) => {
    const last = activities[i - 1];
    if (last && compareIds(activity.id, last.id) < 0) inversions++;
    if (last && activity.startSeconds === last.startSeconds) twins++;
  });
  ok(inversions > 5, `${inversions} inversions`);
  ok(twins > 0, `${twins} equal starts`);
});

Deno.test("seven weeks without a run, in the fifth year", () => {
  let longest = { days: 0, from: 0 };
  runs.forEach((run, i) => {
    const days = (run.startSeconds - (runs[i - 1]?.startSeconds ?? run.startSeconds)) / 86_400;
    if (days > longest.days) longest = { days, from: run.startSeconds };
  });
  ok(longest.days >= 49 && longest.days < 60, `${longest.days} days`);
  equal(new Date(longest.from * 1000).getUTCFullYear(), 2023);
});

Deno.test("the runner gets faster over the years, within human limits", () => {
  const meanPace = (year: number) => {
    const chosen = runs.filter((run) =>
      new Date(run.startSeconds * 1000).getUTCFullYear() === year && run.sportType === "Run" &&
      run.distanceMeters > 3000
    );
    const meters = chosen.reduce((sum, run) => sum + run.distanceMeters, 0);
    return chosen.reduce((sum, run) => sum + run.movingSeconds, 0) / meters * 1000;
  };
  ok(meanPace(2019) > meanPace(2021) && meanPace(2021) > meanPace(2025));
  for (const run of runs) {
    const speed = run.distanceMeters / run.movingSeconds;
    ok(speed > 1.2 && speed < 5, `${run.id}: ${speed} m/s`);
    const { averageHeartrate: average, maxHeartrate: top } = run;
    if (average !== undefined) ok(average > 110 && average < (top ?? 0) && (top ?? 0) <= 188);
    if (run.averageCadence !== undefined) ok(run.averageCadence > 70 && run.averageCadence < 95);
  }
});

Deno.test("harder runs beat faster: races above easy runs in pace and heart rate", () => {
  const year = runs.filter((run) => run.startSeconds * 1000 > noonMs - 365 * 86_400_000);
  const mean = (list: readonly Activity[], of: (run: Activity) => number) =>
    list.reduce((sum, run) => sum + of(run), 0) / list.length;
  const heart = (run: Activity) => run.averageHeartrate ?? 0;
  const speed = (run: Activity) => run.distanceMeters / run.movingSeconds;
  const road = year.filter((run) => run.sportType === "Run" && run.averageHeartrate);
  const races = road.filter((run) => run.workoutType === 1 && run.distanceMeters < 12_000);
  const easy = road.filter((run) => run.effort.kind === "steady");
  ok(mean(races, heart) > mean(easy, heart) + 15);
  ok(mean(races, speed) > mean(easy, speed) + 0.6);
});

Deno.test("weeks build up by thirds and rest, summers bring other zones, clocks change", () => {
  const zones = new Set(activities.map((each) => each.timeZone));
  ok(zones.size >= 5, [...zones].join(" "));
  const offsets = new Set(
    runs.filter((run) => run.timeZone === "Europe/Paris")
      .map((run) => utcOffsetSeconds(run.timeZone, run.startSeconds)),
  );
  deepEqual([...offsets].sort(), [3600, 7200]);
});

Deno.test("summary lines start where the run starts and are about as long as it", () => {
  for (const run of runs.filter((each) => each.route).slice(0, 60)) {
    const summary = summariseActivity(run, { noPositionAs: "empty" });
    ok(Array.isArray(summary.start_latlng) && summary.start_latlng.length === 2);
  }
});

Deno.test("the edge cases and the load athlete are what they say", () => {
  const edge = edgeCaseAthlete()(origin).activities;
  equal(edge.filter((each) => each.name.startsWith("Stuck clock")).length, 250);
  ok(edge.some((each) => each.elapsedSeconds === 1168 * 3600));
  ok(edge.some((each) => BigInt(each.id) > 2n ** 53n));
  const load = syntheticAthlete({ id: 5, activities: 10_000, seed: 1 })(origin).activities;
  equal(load.length, 10_000);
  equal(new Set(load.map((each) => each.id)).size, 10_000);
});
