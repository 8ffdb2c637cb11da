import type { Db, Tx } from "@/db/client.ts";
import { listAround, type Race, type RaceFacts } from "@/db/races.ts";
import { areAlike, DAYS_APART } from "@/domain/races/likeness.ts";
import { addDays } from "@/domain/training/weeks.ts";

const MOST_OFFERED = 5;

/** The races that this one may be already, the nearest in date first. */
export async function findLikely(
  db: Db | Tx,
  facts: RaceFacts,
  except?: string,
): Promise<Race[]> {
  const around = await listAround(db, {
    from: addDays(facts.date, -DAYS_APART),
    to: addDays(facts.date, DAYS_APART),
    except,
  });
  const distance = ({ date }: Race) => Math.abs(Date.parse(date) - Date.parse(facts.date));
  return around.filter((race) => areAlike(facts, race))
    .sort((a, b) => distance(a) - distance(b)).slice(0, MOST_OFFERED);
}
