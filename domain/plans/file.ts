import { parse, stringify, YAMLParseError } from "yaml";
import { z } from "zod";
import { type Plan, type Session, SESSION_KINDS } from "@/domain/training/plans/plan.ts";
import { addDays } from "@/domain/training/weeks.ts";

const LONGEST_TEXT = 200_000;
/** Seconds a kilometer of a run of which nothing is known. */
const EASY_PACE = 390;
const FORMAT = "runnerly-plan/1";
/** Brackets and marks of a list within each other; a plan has three. What has thousands keeps a parser busy for seconds. */
const DEEPEST = 20;

const meters = z.number().min(0).max(500_000);
const pace = z.number().min(90).max(1_800);

/** A plan as a file: what `docs/decisions/0019` says, and its JSON schema. */
const planFile = z.strictObject({
  format: z.literal(FORMAT),
  goal: z.enum(["5k", "10k", "half", "marathon", "fit"]),
  raceDate: z.iso.date().describe("For getting fit the last day."),
  startDate: z.iso.date().describe("The first day of the first week; weeks have seven days."),
  weeks: z.int().min(1).max(60),
  sessions: z.array(z.strictObject({
    date: z.iso.date(),
    kind: z.enum(SESSION_KINDS),
    meters: meters.min(1).optional().describe("How long it is; or name its minutes."),
    minutes: z.number().min(1).max(1_440).optional().describe(
      "How long it takes; or name its meters.",
    ),
    fastMeters: meters.default(0).describe("Of these, what is run fast."),
    pace: z.tuple([pace, pace]).nullable().default(null)
      .describe("Seconds a kilometer, the slower first."),
  })).min(1).max(500),
}).describe("A training plan: open to everybody, written by Runnerly or by hand.");

/** What goes into the head of each file, so that an editor can check it. */
export function planSchema(): unknown {
  return z.toJSONSchema(planFile, { io: "input" });
}

/** The plan as YAML that `readPlan` reads back to the same. */
export function writePlan({ goal, raceDate, startDate, weeks, sessions }: Plan, schemaUrl: string) {
  const rounded = sessions.map(({ seconds, meters, ...session }) => ({
    ...session,
    ...seconds === null ? { meters } : { minutes: seconds / 60 },
    pace: session.pace && session.pace.map((each) => Math.round(each)),
  }));
  const file = { format: FORMAT, goal, raceDate, startDate, weeks, sessions: rounded };
  return `# yaml-language-server: $schema=${schemaUrl}\n${stringify(file)}`;
}

type PlanProblem = { at: string; message: string };

/** A plan from a text, or each thing that is wrong with it, with its place. */
export function readPlan(text: string): { plan: Plan } | { problems: PlanProblem[] } {
  if (text.length > LONGEST_TEXT) return refuse("", `At most ${LONGEST_TEXT} characters.`);
  if (isDeep(text)) return refuse("", "It is nested too deeply.");
  const json = readYaml(text);
  if ("problems" in json) return json;
  const parsed = planFile.safeParse(json.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.slice(0, 10)
      .map(({ path, message }) => ({ at: path.join("."), message }));
    return { problems };
  }
  const { format: _, ...given } = parsed.data;
  const unset = given.sessions.findIndex(({ meters, minutes }) =>
    (meters === undefined) === (minutes === undefined)
  );
  if (unset >= 0) return refuse(`sessions.${unset}`, "Either meters or minutes.");
  const plan = { ...given, sessions: given.sessions.map(toSession) };
  const last = addDays(plan.startDate, 7 * plan.weeks - 1);
  if (plan.raceDate < plan.startDate || plan.raceDate > last) {
    return refuse("raceDate", `Between ${plan.startDate} and ${last}.`);
  }
  const stray = plan.sessions.findIndex(({ date }) => date < plan.startDate || date > last);
  if (stray >= 0) return refuse(`sessions.${stray}.date`, `Between ${plan.startDate} and ${last}.`);
  const long = plan.sessions.findIndex((session) => session.fastMeters > session.meters);
  if (long >= 0) return refuse(`sessions.${long}.fastMeters`, "At most meters.");
  const sessions = plan.sessions.toSorted((a, b) => a.date < b.date ? -1 : a.date > b.date ? 1 : 0);
  return { plan: { ...plan, sessions } };
}

function isDeep(text: string): boolean {
  if (new RegExp(`(?:[-?]\\s+){${DEEPEST}}`).test(text)) return true;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[{}\]]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Dates stay text, and what refers to itself without an end is refused. */
function readYaml(text: string): { value: unknown } | { problems: PlanProblem[] } {
  try {
    return { value: parse(text, { schema: "core", maxAliasCount: 10, logLevel: "error" }) };
  } catch (error) {
    if (!(error instanceof YAMLParseError || error instanceof ReferenceError)) throw error;
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    return refuse(line === undefined ? "" : `line ${line}`, error.message.split("\n")[0]);
  }
}

/** Of a run that is set in time, what that comes to. */
function toSession(
  { meters, minutes, ...session }: z.output<typeof planFile>["sessions"][number],
): Session {
  const seconds = minutes === undefined ? null : minutes * 60;
  const [slow, fast] = session.pace ?? [EASY_PACE, EASY_PACE];
  const estimate = (seconds ?? 0) / ((slow + fast) / 2) * 1000;
  return { ...session, seconds, meters: meters ?? Math.round(estimate) };
}

function refuse(at: string, message: string): { problems: PlanProblem[] } {
  return { problems: [{ at, message }] };
}
