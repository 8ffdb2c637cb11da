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
import { type Form, lineField, readDecimal, readForm } from "@/http/forms.ts";

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

/** The form's fields for what is stored; weight in pounds for those who run in miles. */
export function profileValues(profile: Profile): Record<string, string> {
  const unit = profile.units === "mi" ? "lb" : "kg";
  const { weightKg } = profile;
  return {
    ...Object.fromEntries(PLAIN.map((name) => [name, String(profile[name] ?? "")])),
    weight: weightKg === null ? "" : String(inUnit(weightKg, unit)),
    weightUnit: unit,
  };
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
  }).transform(({ weight, ...profile }, ctx): Profile => {
    if (profile.maxHr && profile.restHr && profile.restHr >= profile.maxHr) {
      ctx.addIssue({ code: "custom", path: ["restHr"], message: "hrOrder" });
    }
    return { ...profile, weightKg: weight ? inKg(weight, unit) : null };
  });
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
