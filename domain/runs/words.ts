import { hash } from "node:crypto";
import type { Tx } from "@/db/client.ts";
import { hasWords, listWords, putWords, type Words } from "@/db/run_words.ts";
import type { Run } from "@/db/runs.ts";

type Source = Run["source"];
type Named = Pick<Run, "source" | "externalId">;

/** What the runner said of the runs with these ids at the source; the ids of which they said nothing are left out. */
export async function readWords(
  tx: Tx,
  userId: string,
  source: Source,
  externalIds: string[],
): Promise<Map<string, Words>> {
  if (externalIds.length === 0 || !await hasWords(tx, userId, source)) return new Map();
  const hashes = new Map(externalIds.map((id) => [hashedId(userId, id), id]));
  const known = await listWords(tx, userId, source, [...hashes.keys()]);
  return new Map([...known].flatMap(([hashed, words]) => {
    const id = hashes.get(hashed);
    return id === undefined ? [] : [[id, words] as const];
  }));
}

/** A source's facts as the runner wants them: their own words count. */
export function withWords<T extends Pick<Run, "title" | "effort">>(
  facts: T,
  words: Words | undefined,
): T & Pick<Run, "notes"> {
  return { ...facts, notes: null, ...words?.edits };
}

/** Keeps what the runner said, beside what they said before. */
export async function noteEdits(
  tx: Tx,
  userId: string,
  { source, externalId }: Named,
  edits: Words["edits"],
): Promise<void> {
  const known = (await readWords(tx, userId, source, [externalId])).get(externalId);
  await putWords(tx, {
    userId,
    source,
    externalHash: hashedId(userId, externalId),
    edits: { ...known?.edits, ...edits },
  });
}

/** Keeps that the runner removed a run, so that its source does not bring it back; of what it said nothing stays. */
export async function noteRemoval(
  tx: Tx,
  userId: string,
  { source, externalId }: Named,
  now: number,
): Promise<void> {
  const externalHash = hashedId(userId, externalId);
  await putWords(tx, { userId, source, externalHash, edits: {}, removedAt: now });
}

/** Says nothing by itself, and is another one for each runner; whoever tries all ids finds the one. */
export function hashedId(userId: string, externalId: string): string {
  return hash("sha256", `${userId} ${externalId}`, "base64url");
}
