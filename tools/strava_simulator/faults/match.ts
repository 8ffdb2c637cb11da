import { createRandom, mixSeed } from "../random.ts";
import { nextSequence, type World } from "../world.ts";
import type { Exchange } from "./effects.ts";
import { type FaultInput, faultInputSchema, type FaultRule, type Match } from "./rule.ts";

/** Adds a rule; rules apply in the order they were added. */
export function addFault(world: World, input: FaultInput): FaultRule {
  const { name, match, effect, times } = faultInputSchema.parse(input);
  for (const pattern of [match.path, match.query]) if (pattern !== undefined) new RegExp(pattern);
  const id = `fault-${nextSequence(world)}`;
  const rule: FaultRule = { id, name, match, effect, times, matched: 0, fired: 0 };
  world.state.faults.push(rule);
  return rule;
}

export function removeFault(world: World, id: string): boolean {
  const before = world.state.faults.length;
  world.state.faults = world.state.faults.filter((rule) => rule.id !== id);
  return world.state.faults.length < before;
}

/** The rules that fire on this request; each counts itself. */
export function takeMatchingRules(world: World, exchange: Exchange): FaultRule[] {
  return world.state.faults.filter((rule) => {
    if (!describes(rule.match, exchange)) return false;
    rule.matched++;
    if (!isTurn(world, rule)) return false;
    rule.fired++;
    return true;
  });
}

function describes(match: Match, exchange: Exchange): boolean {
  if (match.path !== undefined && !new RegExp(match.path).test(exchange.path)) return false;
  if (match.query !== undefined && !new RegExp(match.query).test(exchange.query)) return false;
  if (match.method !== undefined && match.method !== exchange.method) return false;
  if (match.family !== undefined && match.family !== exchange.family) return false;
  if (match.athleteId !== undefined && match.athleteId !== exchange.athleteId) return false;
  if (match.from !== undefined && exchange.startedMs < instantMs(match.from)) return false;
  return match.until === undefined || exchange.startedMs < instantMs(match.until);
}

function isTurn(world: World, rule: FaultRule): boolean {
  const { match, matched } = rule;
  if (rule.times !== undefined && rule.fired >= rule.times) return false;
  if (match.skip !== undefined && matched <= match.skip) return false;
  if (match.nth !== undefined && matched !== match.nth) return false;
  if (match.everyNth !== undefined && matched % match.everyNth !== 0) return false;
  if (match.probability === undefined) return true;
  const draw = createRandom(mixSeed(world.options.seed, rule.id, matched)).next();
  return draw < match.probability;
}

function instantMs(instant: string | number): number {
  return typeof instant === "number" ? instant : Date.parse(instant);
}
