import { domainToASCII } from "node:url";
import type { Context } from "hono";
import { z } from "zod";
import { RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";

/** A form as it came in, and either what it means or a problem code for each field. */
export interface Form<T, Code extends string> {
  values: Record<string, string>;
  data?: T;
  problems: Partial<Record<string, Code>>;
}

/**
 * Reads a form by a schema, or by one that its values ask for, whose messages are problem codes. Files and repeated
 * fields count as missing.
 */
export async function readForm<T, Code extends string>(
  c: Context<AppEnv>,
  schema: z.ZodType<T> | ((values: Record<string, string>) => z.ZodType<T>),
  isCode: (message: string) => message is Code,
  fallback: Code,
): Promise<Form<T, Code>> {
  const body = await c.req.parseBody().catch(() => {
    throw new RefusedError("bad_form");
  });
  const values: Record<string, string> = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : []
    ),
  );
  const parsed = (typeof schema === "function" ? schema(values) : schema).safeParse(values);
  if (parsed.success) return { values, data: parsed.data, problems: {} };
  const problems: Partial<Record<string, Code>> = {};
  for (const { path, message } of parsed.error.issues) {
    problems[String(path[0] ?? "")] ??= isCode(message) ? message : fallback;
  }
  return { values, problems };
}

/** Lets a rule on several fields speak beside the problems of others, once its own fields are sound. */
export function whenSound(...names: string[]) {
  return ({ issues }: { issues: { path?: PropertyKey[] }[] }): boolean =>
    !issues.some(({ path }) => names.includes(String(path?.[0])));
}

const LONGEST_ADDRESS = 254;
const ADDRESS =
  /^(?:[a-z0-9_'+-]+\.)*[a-z0-9_'+-]*[a-z0-9_+-]@(?:[a-z0-9][a-z0-9-]*\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)$/;
const FOREIGN_LETTERS = /(?![\0-\x7f])[\p{L}\p{M}\p{N}]/gu;

/** An address as people type it, in the one form that is stored: small letters, the domain as DNS spells it. */
export const emailField = z.string({ error: "email" }).trim().toLowerCase()
  .transform(asciiDomain).superRefine((text, ctx) => {
    const isAddress = (text: string) => text.length <= LONGEST_ADDRESS && ADDRESS.test(text);
    if (isAddress(text)) return;
    // What only a mail server with SMTPUTF8 could take.
    const isForeign = isAddress(text.replace(FOREIGN_LETTERS, "a"));
    ctx.addIssue({ code: "custom", message: isForeign ? "email_local" : "email" });
  });

/** `пример.рф` is `xn--e1afmkfd.xn--p1ai` on the wire; what is no name of letters stays as it is, to be refused. */
function asciiDomain(text: string): string {
  const at = text.lastIndexOf("@") + 1;
  const domain = text.slice(at);
  if (!/[^\0-\x7f]/.test(domain) || !/^[\p{L}\p{M}\p{N}.。-]+$/u.test(domain)) return text;
  return text.slice(0, at) + domainToASCII(domain);
}

/** Control characters have no place in one line of text, and those that turn the direction of writing none in a name. */
export const lineField = (longest: number, code: string) =>
  z.string({ error: code }).trim().max(longest, code).refine(
    (text) => !/[\p{Cc}\p{Bidi_Control}]/u.test(text),
    code,
  );

/** A number as people type it, a comma as good as a point; NaN for any other notation. */
export function readDecimal(text: string): number {
  return /^(\d+[.,]?\d*|[.,]\d+)$/.test(text) ? Number(text.replace(",", ".")) : NaN;
}

export const secretField = z.string({ error: "required" }).min(1, "required").max(1000, "too_long");
