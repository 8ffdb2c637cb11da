import type { SessionUser } from "@/db/sessions.ts";
import { getStravaAccount } from "@/db/strava_accounts.ts";
import { deleteUser } from "@/db/users.ts";
import { reauthenticate } from "@/domain/accounts/change_credentials.ts";
import type { Passwords } from "@/domain/accounts/passwords.ts";
import type { StravaContext } from "@/domain/strava/access.ts";
import { revokeAtStrava } from "@/domain/strava/disconnect.ts";

/** Asks the password, revokes at Strava and removes every row of the person. `revoked` is undefined when Strava was not connected. */
export async function deleteAccount(
  context: StravaContext & { passwords: Passwords },
  runner: SessionUser,
  password: string,
): Promise<{ revoked?: boolean }> {
  await reauthenticate(context, runner, password);
  const account = await getStravaAccount(context.db, runner.id);
  const revoked = account && await revokeAtStrava(context, account);
  await context.db.transaction((tx) => deleteUser(tx, runner.id));
  return { revoked };
}
