import { z } from "zod";
import type { Db } from "@/db/client.ts";
import { type Composer, giveUpMail, sendMail } from "@/domain/mail/send.ts";
import type { Mailer } from "@/domain/mail/mailer.ts";
import { IMPORT_JOB } from "@/domain/strava/begin_import.ts";
import { failImport, importPage } from "@/domain/strava/import.ts";
import type { Strava } from "@/domain/strava/strava.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";
import { defineHandler, type Handlers } from "@/jobs/handlers.ts";

interface WorkContext {
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
    [IMPORT_JOB]: defineHandler(
      importPayload,
      (payload, run) => importPage(at(), payload, run),
      { onBuried: (tx, payload) => failImport(tx, payload, "strava_unavailable", context.now()) },
    ),
  };
}
