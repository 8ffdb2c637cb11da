import type { Db } from "@/db/client.ts";
import type { Passwords } from "@/domain/accounts/passwords.ts";

/** What the account workflows use; `now` is an instant in ms. */
export interface AccountsContext {
  db: Db;
  passwords: Passwords;
  now: number;
}
