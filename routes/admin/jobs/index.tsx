import { type Context, Hono } from "hono";
import { BuriedJobs, FailedMails, JobCounts } from "@/components/admin/JobTables.tsx";
import { CronsCard, EventsCard, MaxAgeCard, QuotaCard } from "@/components/admin/StravaHealth.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { countJobs, listBuriedJobs } from "@/db/buried_jobs.ts";
import { listCrons } from "@/db/crons.ts";
import { listFailedMails } from "@/db/failed_mails.ts";
import { countAllUnhandled } from "@/db/strava_events.ts";
import { getStravaQuota } from "@/db/strava_quota.ts";
import { getSubscription } from "@/db/strava_subscription.ts";
import { cronStates } from "@/domain/jobs/crons.ts";
import { mayRetry } from "@/domain/mail/failed.ts";
import { MAIL_JOB } from "@/domain/mail/owe.ts";
import { DELIVER_JOB } from "@/domain/webhooks/owe.ts";
import { HARMLESS } from "@/domain/mail/withdraw.ts";
import { quotaState } from "@/domain/strava/quota.ts";
import type { AppEnv } from "@/http/env.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

const SUBSCRIBE = "deno task strava:subscribe create";
const SETTING = "STRAVA_MAX_AGE_DAYS";
const DAY_MS = 86_400_000;

/** All that an operator has to know or decide, on one page. */
export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, locale, t: { admin: t } } = c.var;
  const words = { t, format: formatFor(locale, runner.units), timeZone: runner.timeZone };
  const days = deps.maxAgeMs === null ? 0 : deps.maxAgeMs / DAY_MS;
  return renderPage(
    c,
    { title: t.title },
    <div class="stack">
      <PageHeader title={t.title} lead={t.lead} />
      {c.req.query("done") === "1" ? <Notice tone="success">{t.done}</Notice> : null}
      {await work(c, words)}
      {await strava(c, words)}
      <CronsCard
        {...words}
        crons={cronStates(await listCrons(deps.db), { ...deps, now: deps.now() })}
      />
      <MaxAgeCard t={t} setting={`${SETTING}=${days}`} />
    </div>,
  );
});

type Words = Pick<Parameters<typeof JobCounts>[0], "t" | "format" | "timeZone">;

async function work(c: Context<AppEnv>, words: Words) {
  const { db, now } = c.var.deps;
  const mails = await listFailedMails(db, HARMLESS);
  return (
    <>
      <JobCounts {...words} counts={await countJobs(db, now())} />
      <BuriedJobs {...words} jobs={await listBuriedJobs(db, [MAIL_JOB, DELIVER_JOB])} />
      <FailedMails
        {...words}
        mails={mails.map((mail) => ({ ...mail, mayRetry: mayRetry(mail.kind) }))}
      />
    </>
  );
}

async function strava(c: Context<AppEnv>, words: Words) {
  const { db, now } = c.var.deps;
  const quota = await getStravaQuota(db);
  return (
    <>
      <QuotaCard {...words} quota={quota && quotaState(quota, now())} />
      <EventsCard
        {...words}
        subscription={await getSubscription(db)}
        unhandled={await countAllUnhandled(db)}
        command={SUBSCRIBE}
      />
    </>
  );
}
