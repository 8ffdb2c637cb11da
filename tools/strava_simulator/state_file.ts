import { z } from "zod";
import type { World } from "./world.ts";

const savedSchema = z.object({
  version: z.literal(1),
  anchorDate: z.iso.date(),
  clockOffsetMs: z.number(),
  sequence: z.int(),
  grants: z.array(z.object({
    athleteId: z.int(),
    scopes: z.array(z.string()),
    refreshToken: z.string(),
    accessToken: z.string(),
    expiresAtMs: z.number(),
  })),
  accessTokens: z.array(z.tuple([
    z.string(),
    z.object({ athleteId: z.int(), expiresAtMs: z.number() }),
  ])),
  codes: z.array(z.object({
    code: z.string(),
    athleteId: z.int(),
    scopes: z.array(z.string()),
    issuedAtMs: z.number(),
  })),
  subscription: z.object({
    id: z.int(),
    callbackUrl: z.string(),
    verifyToken: z.string(),
    createdAt: z.string(),
  }).optional(),
});

type SavedState = z.infer<typeof savedSchema>;

export function readStateFile(path: string): SavedState | undefined {
  try {
    return savedSchema.parse(JSON.parse(Deno.readTextFileSync(path)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new Error(
      `Cannot read the simulator's state in ${path}; delete the file to start afresh.`,
      {
        cause: error,
      },
    );
  }
}

export function restoreSaved(world: World, saved: SavedState): void {
  const { state } = world;
  state.sequence = saved.sequence;
  state.grants = new Map(saved.grants.map((grant) => [grant.athleteId, grant]));
  state.accessTokens = new Map(saved.accessTokens);
  state.codes = new Map(saved.codes.map((code) => [code.code, code]));
  state.subscription = saved.subscription;
}

/** Writes beside the file and renames, so that a kill leaves the old state or the new one. */
export function writeStateFile(world: World, path: string): void {
  const { state } = world;
  const saved: SavedState = {
    version: 1,
    anchorDate: world.origin.anchorDate,
    clockOffsetMs: world.clock.offset(),
    sequence: state.sequence,
    grants: [...state.grants.values()].map((grant) => ({ ...grant, scopes: [...grant.scopes] })),
    accessTokens: [...state.accessTokens],
    codes: [...state.codes.values()].map((code) => ({ ...code, scopes: [...code.scopes] })),
    subscription: state.subscription,
  };
  Deno.writeTextFileSync(`${path}.new`, JSON.stringify(saved, null, 1));
  Deno.renameSync(`${path}.new`, path);
}
