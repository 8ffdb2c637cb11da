import { z } from "zod";
import type { Db } from "@/db/client.ts";
import { failDelivery } from "@/db/webhook_deliveries.ts";
import { type Composer, giveUpMail, sendMail } from "@/domain/mail/send.ts";
import type { Mailer } from "@/domain/mail/mailer.ts";
import { MAIL_JOB, NEWS_JOB } from "@/domain/mail/owe.ts";
import { failPlan, makeSessions, PLAN_JOB } from "@/domain/plans/adopt.ts";
import { IMPORT_JOB } from "@/domain/strava/begin_import.ts";
import { failImport, importPage } from "@/domain/strava/import.ts";
import { leaveIfRevoked } from "@/domain/strava/leave.ts";
import { lookAtActivity } from "@/domain/strava/look.ts";
import { DETAILS_JOB, LEAVE_JOB, LOOK_JOB, RUN_DETAILS_JOB } from "@/domain/strava/owe.ts";
import { readNextDetails, readRunDetails } from "@/domain/strava/read_details.ts";
import { READING_JOB } from "@/domain/strava/schedule.ts";
import type { Strava } from "@/domain/strava/strava.ts";
import type { Sealer } from "@/domain/tokens/sealing.ts";
import { deliver, MOST_ATTEMPTS } from "@/domain/webhooks/deliver.ts";
import { DELIVER_JOB } from "@/domain/webhooks/owe.ts";
import type { WebhookSender } from "@/domain/webhooks/sender.ts";
import { defineHandler, type Handlers } from "@/jobs/handlers.ts";

interface WorkContext {
  db: Db;
  now: () => number;
  mailer: Mailer;
  compose: Composer;
  strava: Strava;
  sealer: Sealer;
  sender: WebhookSender;
  maxAgeMs: number | null;
}

const mailPayload = z.object({ v: z.literal(1), mailId: z.string() });
const importPayload = z.object({ v: z.literal(1), userId: z.string(), importId: z.string() });
const lookPayload = z.object({
  v: z.literal(1),
  userId: z.string(),
  externalId: z.string(),
  misses: z.number(),
});
const deliveryPayload = z.object({ v: z.literal(1), deliveryId: z.string() });
const planPayload = z.object({ v: z.literal(1), planId: z.string() });
const userPayload = z.object({ v: z.literal(1), userId: z.string() });
const runPayload = userPayload.extend({ runId: z.string() });

/** Every kind of job, what its payload is and what it does. */
export function openWork(context: WorkContext): Handlers {
  const at = () => ({ ...context, now: context.now() });
  const reading = defineHandler(
    importPayload,
    (payload, run) => importPage(at(), payload, run),
    { onBuried: (tx, payload) => failImport(tx, payload, "strava_unavailable", context.now()) },
  );
  return {
    [MAIL_JOB]: mailHandler(context),
    [NEWS_JOB]: mailHandler(context, 2),
    [IMPORT_JOB]: reading,
    [READING_JOB]: reading,
    [LOOK_JOB]: defineHandler(lookPayload, (payload, run) => lookAtActivity(at(), payload, run)),
    [DETAILS_JOB]: defineHandler(
      userPayload,
      (payload, run) => readNextDetails(at(), payload, run),
    ),
    [LEAVE_JOB]: defineHandler(userPayload, (payload, run) => leaveIfRevoked(at(), payload, run)),
    [RUN_DETAILS_JOB]: defineHandler(
      runPayload,
      (payload, run) => readRunDetails(at(), payload, run),
    ),
    [DELIVER_JOB]: webhookHandler(context),
    [PLAN_JOB]: defineHandler(
      planPayload,
      ({ planId }, run) => makeSessions(context.db, planId, run),
      { onBuried: (tx, { planId }) => failPlan(tx, planId) },
    ),
  };
}

function mailHandler({ now, ...context }: WorkContext, atOnce?: number): Handlers[string] {
  return defineHandler(
    mailPayload,
    ({ mailId }, run) => sendMail({ ...context, now: now() }, mailId, run),
    { atOnce, onBuried: (tx, { mailId }, problem) => giveUpMail(tx, mailId, problem) },
  );
}

function webhookHandler({ now, ...context }: WorkContext): Handlers[string] {
  return defineHandler(
    deliveryPayload,
    ({ deliveryId }, run) => deliver({ ...context, now: now() }, deliveryId, run),
    {
      maxAttempts: MOST_ATTEMPTS,
      atOnce: 2,
      onBuried: (tx, { deliveryId }) => failDelivery(tx, deliveryId, now()),
    },
  );
}
