import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { StravaDetails, StravaStreams } from "@/domain/strava/details.ts";

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Samples are kept as whole numbers of these units: finer than any watch measures. */
const STEPS = {
  time: 1,
  distance: 0.1,
  altitude: 0.1,
  velocity_smooth: 0.01,
  heartrate: 1,
  cadence: 0.5,
  watts: 1,
  temp: 1,
} as const;
const DEGREES = 1e-6;

type Sensor = keyof typeof STEPS;

/** Compressed JSON. */
export async function packDetails(details: StravaDetails): Promise<Buffer> {
  return await zip(JSON.stringify(details));
}

export async function unpackDetails(packed: Uint8Array): Promise<StravaDetails> {
  return JSON.parse(String(await unzip(packed)));
}

/** Each sensor as the differences from sample to sample, compressed: an hour at 1 Hz takes some 15 kB. */
export async function packStreams({ latlng, ...streams }: StravaStreams): Promise<Buffer> {
  const lists: Record<string, number[]> = {};
  for (const sensor of sensorsOf(streams)) {
    lists[sensor] = toSteps(streams[sensor] ?? [], STEPS[sensor]);
  }
  if (latlng) {
    lists.lat = toSteps(latlng.map(([lat]) => lat), DEGREES);
    lists.lng = toSteps(latlng.map(([, lng]) => lng), DEGREES);
  }
  return await zip(JSON.stringify(lists));
}

export async function unpackStreams(packed: Uint8Array): Promise<StravaStreams> {
  const lists: Record<string, number[]> = JSON.parse(String(await unzip(packed)));
  const streams: StravaStreams = { time: [] };
  for (const sensor of sensorsOf(lists)) streams[sensor] = fromSteps(lists[sensor], STEPS[sensor]);
  if (lists.lat && lists.lng) {
    const lng = fromSteps(lists.lng, DEGREES);
    streams.latlng = fromSteps(lists.lat, DEGREES).map((lat, i) => [lat, lng[i]]);
  }
  return streams;
}

function sensorsOf(lists: Partial<Record<Sensor, unknown>>): Sensor[] {
  return (Object.keys(STEPS) as Sensor[]).filter((sensor) => lists[sensor] !== undefined);
}

/** What is no number counts as the sample before it: it would spoil all that follow. */
function toSteps(values: number[], step: number): number[] {
  let last = 0;
  return values.map((value) => {
    const at = Number.isFinite(value) ? Math.round(value / step) : last;
    const difference = at - last;
    last = at;
    return difference;
  });
}

function fromSteps(differences: number[], step: number): number[] {
  const perUnit = Math.round(1 / step);
  let at = 0;
  return differences.map((difference) => {
    at += difference;
    return perUnit > 1 ? at / perUnit : at * step;
  });
}
