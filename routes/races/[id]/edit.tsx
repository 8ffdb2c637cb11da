import { type Context, Hono } from "hono";
import { Card } from "@/components/Card.tsx";
import { SubmitButton } from "@/components/Field.tsx";
import type { Race } from "@/db/races.ts";
import { RefusedError } from "@/domain/errors.ts";
import { editRace, maySteer } from "@/domain/races/own.ts";
import type { AppEnv } from "@/http/env.ts";
import { raceProblems, raceValues, readRaceForm } from "@/http/race_form.ts";
import { answerRaceForm, raceOfPath, stewardOf } from "@/http/race_page.tsx";
import { formatFor } from "@/locales/format.ts";

export default new Hono<AppEnv>().get("/", async (c) => {
  const { runner, locale } = c.var;
  const race = await requireOwn(c);
  return answer(c, race, raceValues(race, formatFor(locale, runner.units)), []);
}).post("/", async (c) => {
  const { db, now } = c.var.deps;
  const race = await requireOwn(c);
  const form = await readRaceForm(c);
  if (!form.data) return answer(c, race, form.values, raceProblems(c, form));
  const { id: _, isNew: __, ...facts } = form.data;
  await db.transaction((tx) => editRace(tx, stewardOf(c), race.id, { facts, now: now() }));
  return c.redirect(`/races/${race.id}?done=saved`, 303);
});

async function requireOwn(c: Context<AppEnv>): Promise<Race> {
  const race = await raceOfPath(c);
  if (race.mergedInto) throw new RefusedError("not_found");
  if (!maySteer(stewardOf(c), race)) throw new RefusedError("race_of_another");
  return race;
}

function answer(
  c: Context<AppEnv>,
  race: Race,
  values: Record<string, string>,
  errors: { name: string; message: string }[],
) {
  const { form: t } = c.var.t.races;
  return answerRaceForm(c, {
    title: t.editTitle,
    action: `/races/${race.id}/edit`,
    submit: t.save,
    back: { href: `/races/${race.id}`, label: race.name },
    values,
    errors,
    below: (
      <Card title={t.remove}>
        <p class="muted">{t.removeText}</p>
        <form method="post" action={`/races/${race.id}/removal`}>
          <SubmitButton tone="danger">{t.remove}</SubmitButton>
        </form>
      </Card>
    ),
  });
}
