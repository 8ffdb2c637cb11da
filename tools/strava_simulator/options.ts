import type { AthleteSeed } from "./athletes/athlete.ts";
import { demoRunner } from "./generator/demo_runner.ts";
import { edgeCaseAthlete } from "./generator/edge_cases.ts";
import { newRunner } from "./generator/plain_athlete.ts";

export interface SimulatorOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  controlPort?: number;
  hostname?: string;
  /** The address clients are told, if it is not the one listened on. */
  publicUrl?: string;
  seed?: number;
  /** The base clock in ms; the virtual clock is this plus an offset that control moves. */
  now?: () => number;
  /** "YYYY-MM-DD": the day the histories end; the clock's day by default. */
  today?: string;
  clientId?: string;
  clientSecret?: string;
  /** Hosts a redirect may go to, beside localhost and 127.0.0.1. */
  callbackDomains?: readonly string[];
  /** Grants, tokens, codes and the subscription survive a restart in this file. */
  stateFile?: string;
  athletes?: readonly AthleteSeed[];
}

export interface ResolvedOptions {
  port: number;
  controlPort: number;
  hostname: string;
  publicUrl?: string;
  seed: number;
  now: () => number;
  today?: string;
  clientId: string;
  clientSecret: string;
  callbackDomains: readonly string[];
  stateFile?: string;
  athletes: readonly AthleteSeed[];
}

export function resolveOptions(options: SimulatorOptions): ResolvedOptions {
  const resolved: ResolvedOptions = {
    port: options.port ?? 0,
    controlPort: options.controlPort ?? 0,
    hostname: options.hostname ?? "127.0.0.1",
    publicUrl: options.publicUrl?.replace(/\/+$/, ""),
    seed: options.seed ?? 20_181_101,
    now: options.now ?? Date.now,
    today: options.today,
    clientId: options.clientId ?? "12345",
    clientSecret: options.clientSecret ?? "simulator-secret-of-no-value",
    callbackDomains: options.callbackDomains ?? [],
    stateFile: options.stateFile,
    athletes: options.athletes ?? [demoRunner(), newRunner(), edgeCaseAthlete()],
  };
  refuseOtherHosts(resolved.hostname);
  return resolved;
}

/** Control can read and change everything without a password: it must never leave this machine. */
function refuseOtherHosts(hostname: string): void {
  if (["127.0.0.1", "localhost", "::1"].includes(hostname)) return;
  throw new Error(`Cannot listen on ${hostname}: the simulator binds a loopback address only.`);
}
