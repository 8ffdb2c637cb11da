import type { Json } from "../activities/summary.ts";
import type { Athlete, Gear } from "./athlete.ts";

/** The SummaryAthlete that comes with a token (resource_state 2). */
export function describeAthlete(athlete: Athlete): Json {
  return {
    id: athlete.id,
    username: athlete.username,
    resource_state: 2,
    firstname: athlete.firstName,
    lastname: athlete.lastName,
    bio: null,
    city: athlete.city,
    state: athlete.state,
    country: athlete.country,
    sex: athlete.sex,
    premium: athlete.premium,
    summit: athlete.premium,
    created_at: athlete.createdAt,
    updated_at: athlete.createdAt,
    badge_type_id: athlete.premium ? 1 : 0,
    weight: athlete.weightKilograms,
    profile_medium: "avatar/athlete/medium.png",
    profile: "avatar/athlete/large.png",
    friend: null,
    follower: null,
  };
}

/** GET /athlete with profile:read_all (resource_state 3). */
export function describeWholeAthlete(
  athlete: Athlete,
  gearMeters: (gearId: string) => number,
): Json {
  const list = (prefix: string) =>
    athlete.gear
      .filter((gear) => gear.id.startsWith(prefix))
      .map((gear) => summariseGear(gear, gearMeters(gear.id), athlete.measurement));
  return {
    ...describeAthlete(athlete),
    resource_state: 3,
    blocked: false,
    can_follow: true,
    follower_count: 48,
    friend_count: 39,
    mutual_friend_count: 0,
    athlete_type: 1,
    date_preference: "%d/%m/%Y",
    measurement_preference: athlete.measurement,
    clubs: [],
    postable_clubs_count: 0,
    ftp: null,
    bikes: list("b"),
    shoes: list("g"),
  };
}

export function summariseGear(gear: Gear, meters: number, measurement: "meters" | "feet"): Json {
  const unit = measurement === "meters" ? 1000 : 1609.344;
  return {
    id: gear.id,
    primary: gear.primary,
    name: gear.name,
    nickname: "",
    resource_state: 2,
    retired: gear.retired,
    distance: Math.round(meters),
    converted_distance: Math.round(meters / unit * 10) / 10,
  };
}

/** GET /gear/{id} (resource_state 3). */
export function describeGear(gear: Gear, meters: number, measurement: "meters" | "feet"): Json {
  const bike = gear.id.startsWith("b") ? { frame_type: 3, weight: 8.4 } : {};
  return {
    ...summariseGear(gear, meters, measurement),
    resource_state: 3,
    brand_name: gear.brand,
    model_name: gear.model,
    description: "",
    notification_distance: gear.id.startsWith("g") ? 700 : 0,
    ...bike,
  };
}

/** Five heart rate zones, each a share of the maximum; -1 is open. */
export function heartrateZones(athlete: Athlete): { min: number; max: number }[] {
  const limits = [0.6, 0.75, 0.85, 0.93].map((share) =>
    Math.round(athlete.maximumHeartrate * share)
  );
  return [0, ...limits].map((min, index) => ({ min, max: limits[index] ?? -1 }));
}
