import type { Athlete, AthleteSeed } from "../athletes/athlete.ts";

/** An athlete with believable defaults; state only what matters. */
export function plainAthlete(facts: Partial<Athlete> & { id: number }): Athlete {
  return {
    username: `athlete_${facts.id}`,
    firstName: "Sacha",
    lastName: "Martin",
    sex: null,
    city: "Lyon",
    state: "Auvergne-Rhône-Alpes",
    country: "France",
    home: [45.7676, 4.8344],
    timeZone: "Europe/Paris",
    weightKilograms: 68,
    maximumHeartrate: 188,
    measurement: "meters",
    premium: false,
    createdAt: "2018-10-02T18:21:07Z",
    gear: [],
    ...facts,
  };
}

/** Somebody who signed up today and has never run. */
export function newRunner(facts: Partial<Athlete> = {}): AthleteSeed {
  return ({ nowMs }) => ({
    athlete: plainAthlete({
      id: 9_100_002,
      firstName: "Noa",
      lastName: "Petit",
      createdAt: new Date(nowMs).toISOString().slice(0, 19) + "Z",
      ...facts,
    }),
    activities: [],
  });
}
