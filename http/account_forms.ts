import type { Context } from "hono";
import type { z } from "zod";
import { withLabels } from "@/components/FieldNotes.tsx";
import { judgePassword } from "@/domain/accounts/passwords.ts";
import { RefusedError } from "@/domain/errors.ts";
import type { AppEnv } from "@/http/env.ts";
import { type Form, readForm } from "@/http/forms.ts";
import { en } from "@/locales/en/mod.ts";

export type AccountProblem = keyof typeof en.accounts.problems;

export async function readAccountForm<T>(
  c: Context<AppEnv>,
  schema: z.ZodType<T>,
): Promise<Form<T, AccountProblem>> {
  return await readForm(c, schema, isProblem, "required");
}

/** Adds the problem of a new password, if it has one: beside those of the other fields. */
export async function judgeNewPassword<T extends { password: string }>(
  c: Context<AppEnv>,
  form: Form<T, AccountProblem>,
  email: string,
): Promise<Form<T, AccountProblem>> {
  const { values, problems } = form;
  if (problems.password) return form;
  const problem = await judgePassword(c.var.deps.passwords, values.password, email);
  return problem ? { values, problems: { ...problems, password: problem } } : form;
}

export type AccountProblems = Form<unknown, AccountProblem>["problems"];

/** The words for each field's problem, the field's label before it in the list, and the status that goes with them. */
export function accountErrors(
  c: Context<AppEnv>,
  problems: AccountProblems,
  labels: Record<string, string>,
) {
  const { shell, accounts: { problems: words } } = c.var.t;
  const errors = Object.entries(problems).flatMap(([name, code]) =>
    code ? [{ name, message: words[code] }] : []
  );
  // Which of the two is wrong is told to nobody, so this one stands under no label.
  const named = problems.password === "wrong_credentials" ? {} : labels;
  return {
    title: shell.fixErrors,
    list: withLabels(errors, named, shell.fieldProblem),
    field: (name: string) => errors.find((error) => error.name === name)?.message,
    status: errors.length > 0 ? 422 as const : 200 as const,
  };
}

function isProblem(message: string): message is AccountProblem {
  return Object.hasOwn(en.accounts.problems, message);
}

/** Turns a refused password into the problem of the field it was typed into. */
export async function asWrongPassword(
  field: string,
  act: Promise<unknown>,
): Promise<AccountProblems | undefined> {
  try {
    await act;
  } catch (error) {
    if (error instanceof RefusedError && error.refusal === "wrong_password") {
      return { [field]: "wrong_password" };
    }
    throw error;
  }
}
