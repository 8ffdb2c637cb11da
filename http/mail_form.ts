import type { Context } from "hono";
import { z } from "zod";
import type { MailWishes } from "@/domain/reports/choose.ts";
import type { AppEnv } from "@/http/env.ts";
import { type Form, readForm } from "@/http/forms.ts";

export const SECTIONS = ["chart", "plan", "records", "risk", "race", "next"] as const;

const wholeTo = (most: number) =>
  z.string({ error: "choice" }).regex(/^\d{1,2}$/, "choice").transform(Number)
    .refine((value) => value <= most, "choice");
const ticked = z.string().optional().transform((value) => value !== undefined);

const fields = z.object({
  cadence: z.enum(["weekly", "monthly", "none"], "choice"),
  weekday: wholeTo(6),
  hour: wholeTo(23),
  ...Object.fromEntries(SECTIONS.map((section) => [section, ticked])) as Record<
    typeof SECTIONS[number],
    typeof ticked
  >,
}).transform((form): MailWishes => ({
  cadence: form.cadence,
  weekday: form.weekday,
  hour: form.hour,
  without: SECTIONS.filter((section) => !form[section]),
}));

/** What a runner wants sent; a section that is not ticked is left out. */
export async function readMailForm(c: Context<AppEnv>): Promise<Form<MailWishes, "choice">> {
  return await readForm(c, fields, (code): code is "choice" => code === "choice", "choice");
}
