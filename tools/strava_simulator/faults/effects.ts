import {
  answerJson,
  badRequest,
  beyondCapacity,
  gatewayPage,
  inactiveApplication,
  tooManyRequests,
} from "../answers.ts";
import { applyHistoryChange } from "../history.ts";
import type { JournalEntry } from "../journal.ts";
import { killAccessTokens } from "../oauth/grants.ts";
import { revokeGrant } from "../oauth/revoke.ts";
import { type Connection, cutConnection } from "../server/listener.ts";
import { wait } from "../server/wait.ts";
import type { World } from "../world.ts";
import { deleteAthlete } from "../athletes/deletion.ts";
import { breakBody } from "./body.ts";
import type { Effect, FaultRule } from "./rule.ts";

/** One public request while it is being answered. */
export interface Exchange {
  readonly world: World;
  readonly connection: Connection;
  readonly request: Request;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly family: JournalEntry["family"];
  readonly isCounted: boolean;
  readonly athleteId: number | undefined;
  readonly startedMs: number;
  readonly faults: string[];
  readonly warnings: string[];
  dateSkewSeconds: number;
  headerStyle: "normal" | "missing" | "comma";
}

type Answer = Response | typeof cutConnection;

/** What happens before the work; the first rule that answers ends it. */
export async function applyBefore(
  exchange: Exchange,
  rules: readonly FaultRule[],
): Promise<Answer | undefined> {
  for (const { effect } of rules) {
    const answer = await startEffect(exchange, effect);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** What happens to the finished answer. */
export async function applyAfter(
  exchange: Exchange,
  rules: readonly FaultRule[],
  first: Response,
): Promise<Answer> {
  let answer: Response = first;
  for (const { effect } of rules) {
    if (effect.kind === "close" && effect.when === "after") return cutConnection;
    if (effect.kind === "lose-answer") {
      await wait(effect.hangMs, exchange.connection.signal);
      return cutConnection;
    }
    await changeWorld(exchange, effect, "after");
    answer = await breakBody(exchange, effect, answer);
  }
  return answer;
}

async function startEffect(exchange: Exchange, effect: Effect): Promise<Answer | undefined> {
  await changeWorld(exchange, effect, "before");
  switch (effect.kind) {
    case "slow-headers":
      await wait(effect.ms, exchange.connection.signal);
      return undefined;
    case "skew-date":
      exchange.dateSkewSeconds = effect.seconds;
      return undefined;
    case "close":
      return effect.when === "before" ? cutConnection : undefined;
    default:
      return answerInstead(exchange, effect);
  }
}

/** The effects that are an answer themselves. */
function answerInstead(exchange: Exchange, effect: Effect): Response | undefined {
  switch (effect.kind) {
    case "answer":
      return answerPlain(effect);
    case "rate-limit":
      return answerRateLimit(exchange, effect);
    case "server-error":
      return answerJson({ message: "error" }, 500);
    case "gateway-error":
      exchange.headerStyle = "missing";
      return gatewayPage(effect.status);
    case "app-inactive":
      return inactiveApplication();
    case "over-capacity":
      return beyondCapacity();
    case "code-invalid":
      return badRequest(exchange.world.state.behaviour.codeErrorResource, "code", "invalid");
    default:
      return undefined;
  }
}

function answerPlain(effect: Extract<Effect, { kind: "answer" }>): Response {
  const body = effect.text ?? (effect.json === undefined ? null : JSON.stringify(effect.json));
  const type = effect.text === undefined ? "application/json; charset=utf-8" : "text/html";
  return new Response(body, {
    status: effect.status,
    headers: { ...(body === null ? {} : { "content-type": type }), ...effect.headers },
  });
}

/** A spent window is shown as spent, as if another instance of the application had burnt it. */
function answerRateLimit(
  exchange: Exchange,
  effect: Extract<Effect, { kind: "rate-limit" }>,
): Response {
  const { usage, app, behaviour } = exchange.world.state;
  exchange.headerStyle = effect.headers;
  const part = effect.window === "day" ? "day" : "quarterHour";
  usage.read[part] = Math.max(usage.read[part], app.limits.read[part] + 1);
  const body = effect.body === "string-errors" ? "string-errors" : behaviour.rateLimitBody;
  return tooManyRequests(body, "read");
}

/** The effects that change the world rather than the answer. */
async function changeWorld(
  exchange: Exchange,
  effect: Effect,
  moment: "before" | "after",
): Promise<void> {
  const { world, athleteId } = exchange;
  if (effect.kind === "change-history" && effect.when === moment) {
    for (const change of effect.changes) applyHistoryChange(world, change, athleteId);
  }
  if (effect.kind === "advance-clock" && effect.when === moment) {
    await world.clock.advance(effect.ms);
  }
  if (moment === "after" || athleteId === undefined) return;
  if (effect.kind === "expire-token") killAccessTokens(world, athleteId);
  if (effect.kind === "revoke") revokeGrant(world, athleteId, effect.event);
  if (effect.kind === "delete-athlete") deleteAthlete(world, athleteId, effect.event);
}
