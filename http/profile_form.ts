import type { Context } from "hono";
import { z } from "zod";
import type { Profile } from "@/db/users.ts";
import {
  canonicalTimeZone,
  POUNDS_PER_KG,
  type Range,
  rangesAt,
} from "@/domain/accounts/profile.ts";
import type { AppEnv } from "@/http/env.ts";
import { type Form, lineField, readDecimal, readForm, whenSound } from "@/http/forms.ts";
import { formatFor } from "@/locales/format.ts";

type Problem = "name" | "range" | "hrOrder" | "choice" | "timeZone";
type ProfileFormRead = Form<Profile, Problem>;

const PROBLEMS: readonly string[] = ["name", "range", "hrOrder", "choice", "timeZone"];
/** The fields that stand in the form as they are stored. */
const PLAIN = [
  "name",
  "birthYear",
  "sex",
  "maxHr",
  "restHr",
  "vo2max",
  "timeZone",
  "units",
  "locale",
  "weekStart",
] as const satisfies (keyof Profile)[];

/** The unit that the form showed, which the same form may be changing. */
const weightUnit = z.enum(["kg", "lb"]).catch("kg");
type WeightUnit = z.output<typeof weightUnit>;

export async function readProfileForm(c: Context<AppEnv>, now: number): Promise<ProfileFormRead> {
  const isProblem = (message: string): message is Problem => PROBLEMS.includes(message);
  const fieldsFor = (values: Record<string, string>) =>
    profileFields(now, weightUnit.parse(values.weightUnit));
  return await readForm(c, fieldsFor, isProblem, "choice");
}

/** The form's fields for what is stored, as the runner's language writes numbers; weight in pounds for those who run in miles. */
export function profileValues(profile: Profile): Record<string, string> {
  const { typed } = formatFor(profile.locale, profile.units);
  const unit = profile.units === "mi" ? "lb" : "kg";
  const { weightKg } = profile;
  return {
    ...Object.fromEntries(PLAIN.map((name) => [name, shown(profile[name], typed)])),
    weight: weightKg === null ? "" : typed(inUnit(weightKg, unit)),
    weightUnit: unit,
  };
}

function shown(value: string | number | null, typed: (value: number) => string): string {
  return typeof value === "number" ? typed(value) : value ?? "";
}

export function profileProblems(
  c: Context<AppEnv>,
  { values, problems }: ProfileFormRead,
  now: number,
): { name: string; message: string }[] {
  const words = c.var.t.profile.problems;
  const ranges: Record<string, Range> = formRanges(now, weightUnit.parse(values.weightUnit));
  return Object.entries(problems).flatMap(([name, code]) => {
    if (!code) return [];
    if (code !== "range") return [{ name, message: words[code] }];
    return [{ name, message: words.range(ranges[name].min, ranges[name].max) }];
  });
}

function profileFields(now: number, unit: WeightUnit) {
  const { birthYear, maxHr, restHr, vo2max } = rangesAt(now);
  return z.object({
    name: lineField(80, "name").transform((text) => text || null),
    birthYear: ranged(birthYear),
    sex: z.enum(["", "female", "male", "other"], "choice").transform((sex) => sex || null),
    weight: ranged(formRanges(now, unit).weight),
    maxHr: ranged(maxHr),
    restHr: ranged(restHr),
    vo2max: ranged(vo2max),
    timeZone: z.string({ error: "timeZone" }).transform(canonicalTimeZone)
      .pipe(z.string({ error: "timeZone" })),
    units: z.enum(["km", "mi"], "choice"),
    locale: z.enum(["en", "zh", "fr"], "choice"),
    weekStart: z.enum(["monday", "sunday", "saturday"], "choice"),
  }).refine(({ maxHr, restHr }) => !maxHr || !restHr || restHr < maxHr, {
    path: ["restHr"],
    error: "hrOrder",
    when: whenSound("maxHr", "restHr"),
  }).transform(({ weight, ...profile }): Profile => ({
    ...profile,
    weightKg: weight ? inKg(weight, unit) : null,
  }));
}

/** Empty is no answer. */
function ranged({ min, max, step }: Range) {
  return z.string({ error: "range" }).trim()
    .transform((text) => text === "" ? null : readDecimal(text))
    .refine((value) => value === null || value >= min && value <= max, "range")
    .refine((value) => value === null || step < 1 || Number.isInteger(value), "range");
}

/** The bounds by the form's fields, a weight's in the unit that it was typed in. */
function formRanges(now: number, unit: WeightUnit) {
  const { weightKg: { min, max, step }, ...ranges } = rangesAt(now);
  return { ...ranges, weight: { min: inUnit(min, unit), max: inUnit(max, unit), step } };
}

/** To a tenth, as the form shows it. */
function inUnit(kg: number, unit: WeightUnit): number {
  return Math.round((unit === "lb" ? kg * POUNDS_PER_KG : kg) * 10) / 10;
}

function inKg(weight: number, unit: WeightUnit): number {
  return Math.round((unit === "lb" ? weight / POUNDS_PER_KG : weight) * 100) / 100;
}
