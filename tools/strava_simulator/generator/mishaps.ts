import { mixSeed } from "../random.ts";
import type { Unnumbered } from "./record_run.ts";
import type { Day } from "./season.ts";

const oddNames = [
  "🏃‍♀️💨 Sunday funday 🎉",
  "ריצת בוקר בפארק",
  "جري صباحي سريع",
  '<b>Fast</b> & "furious" <script>alert(1)</script>',
  "   ",
  "早朝ラン 皇居一周",
  "Robert'); DROP TABLE runs;--",
  `A very long name: ${"and then one more lap, ".repeat(9)}home`,
  "5k PB\u200b attempt\u0301 №2",
] as const;

/** What life and watches do to a recording; which, is decided by the day alone. */
export function befall(run: Unnumbered, day: Day, seed: number): Unnumbered {
  const isRace = run.workoutType === 1;
  let next = run;
  const draw = (what: string, oneIn: number) => mixSeed(seed, what, day.index) % oneIn === 0;
  if (day.year < 1) next = withoutSensors(next);
  else if (draw("strap left at home", 24)) next = withoutHeartrate(next);
  if (draw("private", 29) && !isRace) next = { ...next, visibility: "only_me" };
  else if (draw("followers", 26)) next = { ...next, visibility: "followers_only" };
  if (draw("hidden start", 41)) next = { ...next, hiddenStart: true };
  if (draw("flag", 260)) next = { ...next, flagged: true };
  if (draw("odd name", 36) && !isRace) {
    next = { ...next, name: oddNames[Math.floor(day.index / 36) % oddNames.length] ?? "Run" };
  }
  if (draw("one second", 130) && !isRace) {
    next = { ...next, elapsedSeconds: next.movingSeconds - 1 };
  }
  if (draw("late", 33)) next = uploadedLater(next, 1 + day.index % 9);
  if (draw("forgotten watch", 52) && !isRace) next = enteredByHand(next);
  if (draw("described", 15)) next = { ...next, description: "Bonnes sensations, vent de face." };
  return next;
}

function withoutHeartrate(run: Unnumbered): Unnumbered {
  const { averageHeartrate: _average, maxHeartrate: _maximum, ...rest } = run;
  return rest;
}

/** A phone in the first year knows positions and nothing else. */
function withoutSensors(run: Unnumbered): Unnumbered {
  const { averageCadence: _cadence, averageTemperature: _warmth, ...rest } = withoutHeartrate(run);
  return rest;
}

function uploadedLater(run: Unnumbered, days: number): Unnumbered {
  const uploadedAt = run.uploadedAt + days * 86_400_000;
  return { ...run, uploadedAt, visibleAt: uploadedAt, streamsAt: uploadedAt };
}

function enteredByHand(run: Unnumbered): Unnumbered {
  const { deviceName: _device, ...rest } = withoutSensors(run);
  const distanceMeters = Math.max(Math.round(run.distanceMeters / 500) * 500, 500);
  const movingSeconds = Math.max(Math.round(run.movingSeconds / 60) * 60, 60);
  return {
    ...rest,
    manual: true,
    route: undefined,
    trainer: false,
    sportType: "Run",
    type: "Run",
    distanceMeters,
    movingSeconds,
    elapsedSeconds: movingSeconds,
    elevationGainMeters: 0,
    effort: { kind: "steady" },
  };
}
