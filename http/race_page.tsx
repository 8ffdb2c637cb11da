import type { ComponentChildren } from "preact";
import type { Context } from "hono";
import { PageHeader } from "@/components/PageHeader.tsx";
import { RaceForm } from "@/components/races/RaceForm.tsx";
import { getRace, type Race } from "@/db/races.ts";
import { RefusedError } from "@/domain/errors.ts";
import { listCountries } from "@/domain/races/countries.ts";
import { lastRaceDate, RACE_LIMITS } from "@/domain/races/limits.ts";
import type { Steward } from "@/domain/races/own.ts";
import type { AppEnv } from "@/http/env.ts";
import { idParam } from "@/http/params.ts";
import { renderPage } from "@/http/render.tsx";

interface Asked {
  title: string;
  action: string;
  submit: string;
  values: Record<string, string>;
  errors: { name: string; message: string }[];
  /** Where the page hangs, if not under all races. */
  back?: { href: string; label: string };
  notice?: ComponentChildren;
  /** Below the form. */
  below?: ComponentChildren;
}

/** The page that asks for a race, or what is wrong with what was said of it. */
export function answerRaceForm(
  c: Context<AppEnv>,
  { title, back, notice, below, ...asked }: Asked,
): Response | Promise<Response> {
  const { deps, runner, locale, t } = c.var;
  return renderPage(
    c,
    { title, status: asked.errors.length > 0 ? 422 : 200 },
    <div class="stack">
      <PageHeader
        title={title}
        lead={t.races.form.lead}
        back={back ?? { href: "/races", label: t.races.title }}
      />
      {notice}
      <RaceForm
        {...asked}
        messages={t}
        locale={locale}
        units={runner.units}
        countries={listCountries()}
        dates={{ min: RACE_LIMITS.firstDate, max: lastRaceDate(deps.now()) }}
      />
      {below}
    </div>,
  );
}

/** The race of the address; refuses one that is not there. One that was merged is answered with where it went. */
export async function raceOfPath(c: Context<AppEnv>): Promise<Race> {
  const race = await getRace(c.var.deps.db, idParam(c));
  if (!race) throw new RefusedError("not_found");
  return race;
}

export function stewardOf(c: Context<AppEnv>): Steward {
  const { runner } = c.var;
  return { userId: runner.id, isOperator: runner.role === "admin" };
}
