import { Card } from "@/components/Card.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface Words {
  t: Messages["admin"];
  format: Format;
  timeZone: string;
}

interface JobCount {
  kind: string;
  due: number;
  waiting: number;
  running: number;
  buried: number;
}

/** How many jobs are in which state, by kind. */
export function JobCounts({ counts, t, format }: Words & { counts: JobCount[] }) {
  const states = ["due", "waiting", "running", "buried"] as const;
  if (counts.length === 0) {
    return (
      <Card title={t.jobs.title}>
        <p>{t.jobs.none}</p>
      </Card>
    );
  }
  return (
    <Card title={t.jobs.title}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.kind}</th>
            {states.map((state) => <th key={state} scope="col">{t.jobs[state]}</th>)}
          </tr>
        </thead>
        <tbody>
          {counts.map((count) => (
            <tr key={count.kind}>
              <th scope="row">{count.kind}</th>
              {states.map((state) => (
                <td key={state} data-label={t.jobs[state]}>{format.number(count[state])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

interface ShownBuriedJob {
  id: string;
  kind: string;
  problem: string | null;
  attempts: number;
  finishedAt: number | null;
  email: string | null;
}

export function BuriedJobs({ jobs, ...words }: Words & { jobs: ShownBuriedJob[] }) {
  const { t, format, timeZone } = words;
  const heads = [t.kind, t.buried.whose, t.problem, t.buried.attempts, t.buried.at];
  return (
    <Card title={t.buried.title}>
      {jobs.length === 0 ? <p>{t.buried.none}</p> : (
        <table class="table">
          <Heads of={heads} t={t} />
          <tbody>
            {jobs.map((job) => (
              <tr key={job.id}>
                <th scope="row">{job.kind}</th>
                <td data-label={heads[1]}>{job.email ?? t.buried.nobody}</td>
                <td data-label={heads[2]}>{job.problem ?? ""}</td>
                <td data-label={heads[3]}>{format.number(job.attempts)}</td>
                <td data-label={heads[4]}>
                  {job.finishedAt ? format.dateTime(job.finishedAt, timeZone) : ""}
                </td>
                <Choices path={`/admin/jobs/${job.id}`} mayRetry t={t} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

interface ShownFailedMail {
  id: string;
  kind: string;
  toAddress: string;
  state: string;
  problem: string | null;
  createdAt: number;
  mayRetry: boolean;
}

export function FailedMails({ mails, ...words }: Words & { mails: ShownFailedMail[] }) {
  const { t, format, timeZone } = words;
  const heads = [t.kind, t.mails.to, t.problem, t.mails.at];
  return (
    <Card title={t.mails.title}>
      {mails.length === 0 ? <p>{t.mails.none}</p> : (
        <table class="table">
          <Heads of={heads} t={t} />
          <tbody>
            {mails.map((mail) => (
              <tr key={mail.id}>
                <th scope="row">{mail.kind}</th>
                <td data-label={heads[1]}>{mail.toAddress}</td>
                <td data-label={heads[2]}>
                  {format.join([t.mails.states[mail.state], mail.problem ?? undefined])}
                  {mail.mayRetry ? null : <span class="link-note">{t.mails.askAgain}</span>}
                </td>
                <td data-label={heads[3]}>{format.dateTime(mail.createdAt, timeZone)}</td>
                <Choices path={`/admin/mails/${mail.id}`} mayRetry={mail.mayRetry} t={t} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Heads({ of, t }: { of: string[]; t: Words["t"] }) {
  return (
    <thead>
      <tr>
        {of.map((head) => <th key={head} scope="col">{head}</th>)}
        <th scope="col">
          <span class="visually-hidden">{t.actions}</span>
        </th>
      </tr>
    </thead>
  );
}

/** To try it again at once, or to be asked whether it may go. */
function Choices({ path, mayRetry, t }: { path: string; mayRetry: boolean; t: Words["t"] }) {
  return (
    <td>
      <div class="cluster">
        {mayRetry
          ? (
            <form method="post" action={`${path}/retry`}>
              <SubmitButton tone="quiet">{t.retry}</SubmitButton>
            </form>
          )
          : null}
        <a class="button-text" href={`${path}/discard`}>{t.discard}</a>
      </div>
    </td>
  );
}
