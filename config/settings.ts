import type { z } from "zod";

export class ConfigError extends Error {
  override name = "ConfigError";

  constructor(readonly problems: string[]) {
    super(
      `${
        problems.length === 1 ? "One setting is wrong" : `${problems.length} settings are wrong`
      }:\n${problems.map((p) => `  - ${p}`).join("\n")}`,
    );
  }
}

/** How a setting is written, and what to say of one that is not: `PORT must be …`. */
export interface Notation<T> {
  schema: z.ZodType<T>;
  hint: string;
}

/** The environment, read name by name. Blank is not said, and no problem quotes a value: it may be a secret. */
export class Settings {
  readonly problems: string[] = [];
  /** The variable's value has changed over time; that it is there has not. */
  readonly onDeploy: boolean;
  /** Not a branch or a preview on Deno Deploy. */
  readonly isProduction: boolean;
  readonly #env: Record<string, string | undefined>;

  constructor(env: Record<string, string | undefined>) {
    this.#env = env;
    this.onDeploy = env.DENO_DEPLOY !== undefined;
    this.isProduction = !this.onDeploy || env.DENO_TIMELINE === "production";
  }

  get(name: string): string | undefined {
    return this.#env[name]?.trim() || undefined;
  }

  need(name: string, why: string): string {
    const text = this.get(name);
    if (text === undefined) this.problems.push(`${name} is missing: ${why}.`);
    return text ?? "";
  }

  read<T>(name: string, { schema, hint }: Notation<T>, fallback: T): T {
    const text = this.get(name);
    if (text === undefined) return fallback;
    const parsed = schema.safeParse(text);
    if (!parsed.success) this.problems.push(`${name} ${hint}.`);
    return parsed.success ? parsed.data : fallback;
  }

  /** Throws everything that was wrong, at once. */
  check(): void {
    if (this.problems.length > 0) throw new ConfigError(this.problems);
  }
}
