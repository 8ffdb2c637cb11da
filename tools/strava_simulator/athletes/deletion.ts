import { revokeGrant } from "../oauth/revoke.ts";
import { archiveOf, type World } from "../world.ts";

/** An account closed on the other side: no tokens, no activities, no athlete. */
export function deleteAthlete(world: World, athleteId: number, event: boolean): void {
  archiveOf(world, athleteId);
  revokeGrant(world, athleteId, event);
  world.state.athletes.delete(athleteId);
  world.state.archives.delete(athleteId);
}
