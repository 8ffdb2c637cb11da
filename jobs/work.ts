import { z } from "zod";
import type { Db } from "@/db/client.ts";
import { type Composer, giveUpMail, sendMail } from "@/domain/mail/send.ts";
import type { Mailer } from "@/domain/mail/mailer.ts";
import { ImportPaused } from "@/domain/strava/fetch_page.ts";
import { failImport, importPage } from "@/domain/strava/import.ts";
import type { Strava } from "@/domain/strava/strava.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";
import { defineHandler, type Handlers, RetryAt } from "@/jobs/handlers.ts";

export interface WorkContext {
  db: Db;
  now: () => number;
  mailer: Mailer;
  compose: Composer;
  strava: Strava;
  sealer: Sealer;
}

const mailPayload = z.object({ v: z.literal(1), mailId: z.string() });
const importPayload = z.object({ v: z.literal(1), userId: z.string(), importId: z.string() });

/** Every kind of job, what its payload is and what it does. */
export function openWork(context: WorkContext): Handlers {
  const at = () => ({ ...context, now: context.now() });
  return {
    "mail.send": defineHandler(
      mailPayload,
      ({ mailId }) => sendMail(at(), mailId),
      { onBuried: (tx, { mailId }, problem) => giveUpMail(tx, mailId, problem) },
    ),
    "strava.import": defineHandler(
      importPayload,
      (payload, run) => waiting(() => importPage(at(), payload, run)),
      { onBuried: (tx, payload) => failImport(tx, payload, "strava_unavailable") },
    ),
  };
}

async function waiting(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof ImportPaused) throw new RetryAt(error.until, error.message);
    throw error;
  }
}
