const MINUTE = 60_000;
/** A run may take most of a minute, and clocks differ. */
const PATIENCE_MS = 2 * MINUTE;

/** What `main.ts` lets come by, and how often. */
export const CRONS = {
  "drain the jobs": MINUTE,
  "begin the readings that are due": 5 * MINUTE,
  "owe the reports that are due": 5 * MINUTE,
  "rotate the signing keys": 60 * MINUTE,
  "sweep what has expired": 60 * MINUTE,
} as const;

type CronName = keyof typeof CRONS;

interface CronState {
  name: CronName;
  everyMs: number;
  ranAt?: number;
  /** It has missed one time. */
  isLate: boolean;
}

/** What has never come by is late when it had time to, since this process began. */
export function cronStates(
  ranAt: Map<string, number>,
  { now, startedAt }: { now: number; startedAt: number },
): CronState[] {
  return (Object.keys(CRONS) as CronName[]).map((name) => {
    const everyMs = CRONS[name];
    const last = ranAt.get(name);
    const isLate = now - (last ?? startedAt) > 2 * everyMs + PATIENCE_MS;
    return { name, everyMs, ranAt: last, isLate };
  });
}
