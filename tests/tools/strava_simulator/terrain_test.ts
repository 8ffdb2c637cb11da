import { equal, ok } from "node:assert/strict";
import { raiseProfile } from "@/tools/strava_simulator/terrain/altitude.ts";
import { encodePolyline, metersBetween } from "@/tools/strava_simulator/terrain/polyline.ts";
import { layRoute } from "@/tools/strava_simulator/terrain/route.ts";

Deno.test("encodePolyline() writes the format's published example", () => {
  const line = encodePolyline([[38.5, -120.2], [40.7, -120.95], [43.252, -126.453]]);
  equal(line, "_p~iF~ps|U_ulLnnqC_mqNvxq`@");
});

Deno.test("a route is as long as asked and loops come home", () => {
  for (const kind of ["loop", "out-and-back", "track"] as const) {
    for (let seed = 1; seed < 20; seed++) {
      const at = layRoute({ kind, start: [45.76, 4.83], seed }, 10_000);
      let length = 0;
      for (let meters = 5; meters <= 10_000; meters += 5) {
        length += metersBetween(at(meters - 5), at(meters));
      }
      ok(Math.abs(length - 10_000) < 350, `${kind} ${seed}: ${length}`);
      ok(metersBetween(at(0), at(10_000)) < 3, `${kind} ${seed} comes home`);
    }
  }
});

Deno.test("an altitude profile climbs exactly the gain and ends where it began", () => {
  for (const gainMeters of [0, 12, 350, 2400]) {
    const profile = raiseProfile({ seed: 3, baseMeters: 170, distanceMeters: 15_000, gainMeters });
    let climbed = 0;
    for (let i = 1; i <= 20_000; i++) {
      climbed += Math.max(0, profile.at(i / 20_000) - profile.at((i - 1) / 20_000));
    }
    ok(Math.abs(climbed - gainMeters) < gainMeters * 0.001 + 0.01);
    ok(Math.abs(profile.at(0) - profile.at(1)) < 0.01);
  }
});
