/** One public request, as the simulator saw and answered it. */
export interface JournalEntry {
  readonly sequence: number;
  /** Virtual ISO time. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The path with ids replaced: "GET /activities/{id}". */
  readonly endpoint: string;
  readonly family: "api" | "oauth" | "other";
  readonly athleteId?: number;
  /** 0: the connection was closed without an answer. */
  readonly status: number;
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

export interface Journal {
  readonly entries: JournalEntry[];
  sequence: number;
}

/** Old entries go when the journal is this long, so that a demo can run for weeks. */
const journalMaximum = 100_000;

export function createJournal(): Journal {
  return { entries: [], sequence: 0 };
}

export function recordRequest(journal: Journal, entry: Omit<JournalEntry, "sequence">): void {
  journal.entries.push({ sequence: ++journal.sequence, ...entry });
  if (journal.entries.length > journalMaximum) journal.entries.splice(0, journalMaximum / 10);
}

export function clearJournal(journal: Journal): void {
  journal.entries.length = 0;
}

export function countCalls(entries: readonly JournalEntry[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { endpoint } of entries) counts[endpoint] = (counts[endpoint] ?? 0) + 1;
  return counts;
}

/** The endpoints called more often than a budget allows; an endpoint not in the budget is free. */
export function overBudget(
  entries: readonly JournalEntry[],
  budget: Readonly<Record<string, number>>,
): Record<string, { calls: number; allowed: number }> {
  const calls = countCalls(entries);
  const over: Record<string, { calls: number; allowed: number }> = {};
  for (const [endpoint, allowed] of Object.entries(budget)) {
    const count = calls[endpoint] ?? 0;
    if (count > allowed) over[endpoint] = { calls: count, allowed };
  }
  return over;
}

export function nameEndpoint(method: string, path: string): string {
  return `${method} ${path.replace(/\/\d+(?=\/|$)/g, "/{id}").replace(/\/[gb]\d+$/, "/{id}")}`;
}
