import type { LatLng } from "../terrain/polyline.ts";

export interface Place {
  name: string;
  point: LatLng;
  timeZone: string;
  altitudeMeters: number;
  /** Meters of climb per kilometer of an ordinary run there. */
  climbPerKilometer: number;
  /** Average temperatures in Celsius of January and July. */
  january: number;
  july: number;
}

export const home: Place = {
  name: "Lyon",
  point: [45.7676, 4.8344],
  timeZone: "Europe/Paris",
  altitudeMeters: 170,
  climbPerKilometer: 7,
  january: 4,
  july: 23,
};

/** Where races and holidays lead; time zones of every kind. */
export const places = {
  chamonix: {
    name: "Chamonix",
    point: [45.9237, 6.8694],
    timeZone: "Europe/Paris",
    altitudeMeters: 1035,
    climbPerKilometer: 32,
    january: -3,
    july: 17,
  },
  lisbon: {
    name: "Lisbon",
    point: [38.7139, -9.1394],
    timeZone: "Europe/Lisbon",
    altitudeMeters: 30,
    climbPerKilometer: 12,
    january: 12,
    july: 24,
  },
  newYork: {
    name: "New York",
    point: [40.7829, -73.9654],
    timeZone: "America/New_York",
    altitudeMeters: 25,
    climbPerKilometer: 9,
    january: 1,
    july: 26,
  },
  reunion: {
    name: "Saint-Denis",
    point: [-20.8823, 55.4504],
    timeZone: "Indian/Reunion",
    altitudeMeters: 40,
    climbPerKilometer: 26,
    january: 28,
    july: 21,
  },
  tokyo: {
    name: "Tokyo",
    point: [35.6852, 139.7528],
    timeZone: "Asia/Tokyo",
    altitudeMeters: 20,
    climbPerKilometer: 5,
    january: 6,
    july: 27,
  },
  kathmandu: {
    name: "Kathmandu",
    point: [27.7172, 85.324],
    timeZone: "Asia/Kathmandu",
    altitudeMeters: 1330,
    climbPerKilometer: 20,
    january: 10,
    july: 24,
  },
  ottawa: {
    name: "Ottawa",
    point: [45.4215, -75.6972],
    timeZone: "EST5EDT",
    altitudeMeters: 70,
    climbPerKilometer: 5,
    january: -9,
    july: 22,
  },
} satisfies Record<string, Place>;

export function temperatureAt(place: Place, date: string, noise: number): number {
  const day = Number(date.slice(5, 7)) + Number(date.slice(8, 10)) / 30 - 1.5;
  const middle = (place.january + place.july) / 2;
  const swing = (place.july - place.january) / 2;
  return Math.round(middle - swing * Math.cos(day / 12 * 2 * Math.PI) + noise);
}
