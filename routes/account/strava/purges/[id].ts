import { Hono } from "hono";
import { getPurge } from "@/db/purges.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";
import { formatFor } from "@/locales/format.ts";

/** The certificate of a deletion, to keep: for programs, and in a sentence for people. */
export default new Hono<AppEnv>().get("/", async (c) => {
  const { deps, runner, locale, t: { sync: { purges: t } } } = c.var;
  const purge = await getPurge(deps.db, runner.id, idParam(c));
  if (!purge) throw new RefusedError("not_found");
  const format = formatFor(locale, runner.units);
  const total = Object.values(purge.rows).reduce((sum, n) => sum + n, 0);
  const done = t.statement(
    format.number(total),
    format.dateTime(purge.finishedAt, runner.timeZone),
  );
  const certificate = {
    statement: `${done} ${purge.revokedAtSource ? t.told : t.notTold}`,
    id: purge.id,
    source: "strava",
    cause: purge.cause,
    beganAt: new Date(purge.beganAt).toISOString(),
    finishedAt: new Date(purge.finishedAt).toISOString(),
    accessEndedAtSource: purge.revokedAtSource,
    rows: purge.rows,
    total,
  };
  return c.body(`${JSON.stringify(certificate, null, 2)}\n`, 200, {
    "content-type": "application/json; charset=utf-8",
    "content-disposition": `attachment; filename="runnerly-purge-${purge.id}.json"`,
    "cache-control": "private, no-store",
  });
});
