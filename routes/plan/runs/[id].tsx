import { Hono } from "hono";
import { z } from "zod";
import { PlannedRunPage } from "@/components/plans/PlannedRunPage.tsx";
import { RefusedError } from "@/domain/errors.ts";
import { type Change, changePlan } from "@/domain/plans/change.ts";
import { linkRun } from "@/domain/plans/link.ts";
import { readSchedule } from "@/domain/plans/schedule.ts";
import { localDate } from "@/domain/training/weeks.ts";
import type { AppEnv } from "@/http/env.ts";
import { lineField } from "@/http/forms.ts";
import { idParam } from "@/http/params.ts";
import { renderPage } from "@/http/render.tsx";
import { formatFor } from "@/locales/format.ts";

const form = z.object({ what: z.enum(["move", "skip", "keep", "note", "link"]) })
  .catchall(z.unknown());
const note = lineField(500, "note");

export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps: { db, now }, runner, locale, t: { plans: t } } = c.var;
  const id = idParam(c);
  const today = localDate(now(), runner.timeZone);
  const schedule = await readSchedule(db, runner.id, today);
  const run = schedule?.runs.find((each) => each.id === id);
  if (!run) throw new RefusedError("not_found");
  const format = formatFor(locale, runner.units);
  return renderPage(
    c,
    { title: format.join([t.kinds[run.kind], format.date(run.date)]) },
    <PlannedRunPage run={run} ran={schedule?.ran ?? []} {...{ today, t, format }} />,
  );
}).post("/", async (c) => {
  const { deps: { db, now }, runner } = c.var;
  const id = idParam(c);
  const given = form.safeParse(await c.req.parseBody().catch(() => null)).data;
  await db.transaction((tx) =>
    given?.what === "link"
      ? linkRun(tx, runner.id, id, readLink(given[`run-${id}`]))
      : changePlan(tx, runner.id, id, { change: given && readChange(id, given), now: now() })
  );
  return c.redirect("/plan?done=changed", 303);
});

/** The names of its fields end with the run's id: the page has such a form for every run. */
function readChange(id: string, given: z.output<typeof form>): Change | undefined {
  const { what } = given;
  if (what === "skip" || what === "keep") return { kind: what };
  if (what === "note") {
    const text = note.safeParse(given[`note-${id}`]).data;
    return text === undefined ? undefined : { kind: what, note: text || null };
  }
  const date = z.iso.date().safeParse(given[`date-${id}`]).data;
  return what === "move" && date ? { kind: what, date } : undefined;
}

function readLink(value: unknown) {
  if (value === "auto" || value === "none") return value;
  return typeof value === "string" && value ? { runId: value } : undefined;
}
