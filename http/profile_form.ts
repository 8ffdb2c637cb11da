import type { Context } from "hono";
import { z } from "zod";
import type { Profile } from "@/db/users.ts";
import { isTimeZone, POUNDS_PER_KG, RANGES } from "@/domain/accounts/profile.ts";
import type { AppEnv } from "@/http/env.ts";
import { type Form, lineField, readDecimal, readForm } from "@/http/forms.ts";

type Problem = "name" | "range" | "hrOrder" | "choice" | "timeZone";
type Ranged = keyof typeof RANGES;

const PROBLEMS: readonly string[] = ["name", "range", "hrOrder", "choice", "timeZone"];

/** Empty is no answer. */
const ranged = (name: Ranged) => {
  const { min, max, step } = RANGES[name];
  return z.string({ error: "range" }).trim()
    .transform((text) => text === "" ? null : readDecimal(text))
    .refine((value) => value === null || value >= min && value <= max, "range")
    .refine((value) => value === null || step < 1 || Number.isInteger(value), "range");
};

const fields = z.object({
  name: lineField(80, "name").transform((text) => text || null),
  birthYear: ranged("birthYear"),
  sex: z.enum(["", "female", "male", "other"], "choice").transform((sex) => sex || null),
  weight: z.string({ error: "range" }),
  /** The unit that the form showed, which the same form may be changing. */
  weightUnit: z.enum(["kg", "lb"]).catch("kg"),
  maxHr: ranged("maxHr"),
  restHr: ranged("restHr"),
  vo2max: ranged("vo2max"),
  timeZone: z.string({ error: "timeZone" }).refine(isTimeZone, "timeZone"),
  units: z.enum(["km", "mi"], "choice"),
  locale: z.enum(["en", "zh", "fr"], "choice"),
  weekStart: z.enum(["monday", "sunday", "saturday"], "choice"),
}).transform(({ weight, weightUnit, ...profile }, ctx): Profile => {
  const weightKg = readWeight(weight, weightUnit);
  if (weightKg === undefined) ctx.addIssue({ code: "custom", path: ["weight"], message: "range" });
  if (profile.maxHr && profile.restHr && profile.restHr >= profile.maxHr) {
    ctx.addIssue({ code: "custom", path: ["restHr"], message: "hrOrder" });
  }
  return { ...profile, weightKg: weightKg ?? null };
});

export async function readProfileForm(c: Context<AppEnv>): Promise<Form<Profile, Problem>> {
  const isProblem = (message: string): message is Problem => PROBLEMS.includes(message);
  return await readForm(c, fields, isProblem, "choice");
}

/** The form's fields for what is stored; weight in pounds for those who run in miles. */
export function profileValues(profile: Profile): Record<string, string> {
  const { weightKg, ...rest } = profile;
  const weight = weightKg === null
    ? ""
    : String(round(profile.units === "mi" ? weightKg * POUNDS_PER_KG : weightKg));
  const names = Object.keys(fields.in.shape) as (keyof typeof rest)[];
  const weightUnit = profile.units === "mi" ? "lb" : "kg";
  return {
    ...Object.fromEntries(names.map((name) => [name, String(rest[name] ?? "")])),
    weight,
    weightUnit,
  };
}

export function profileProblems(
  c: Context<AppEnv>,
  problems: Form<unknown, Problem>["problems"],
): { name: string; message: string }[] {
  const words = c.var.t.profile.problems;
  return Object.entries(problems).flatMap(([name, code]) => {
    if (!code) return [];
    return [{ name, message: code === "range" ? words.range(...bounds(name)) : words[code] }];
  });
}

/** Undefined when it is no weight; kg whatever was typed. */
function readWeight(text: string, unit: "kg" | "lb"): number | null | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  const kg = readDecimal(typed) / (unit === "lb" ? POUNDS_PER_KG : 1);
  const { min, max } = RANGES.weightKg;
  return kg >= min && kg <= max ? Math.round(kg * 100) / 100 : undefined;
}

function bounds(field: string): [number, number] {
  const name = field === "weight" ? "weightKg" : field as Ranged;
  return [RANGES[name].min, RANGES[name].max];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
