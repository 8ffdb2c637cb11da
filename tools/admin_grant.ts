import { updateRole } from "@/db/users.ts";
import { openKnownDatabase } from "@/tools/known_database.ts";

const USAGE = "deno task admin:grant EMAIL [--revoke]";

const isRevoked = Deno.args.includes("--revoke");
const [email, ...others] = Deno.args.filter((arg) => arg !== "--revoke");
if (!email || email.startsWith("-") || others.length > 0) {
  console.error(`Cannot tell whom you mean. Usage: ${USAGE}`);
  Deno.exit(1);
}

const { db, close } = await openKnownDatabase();
const known = await updateRole(db, email.trim().toLowerCase(), isRevoked ? "runner" : "admin");
close();
if (known) {
  console.log(
    isRevoked ? `${email} is an operator no longer.` : `${email} may open /admin/jobs now.`,
  );
} else {
  console.error(
    `Cannot find anybody with the e-mail ${email}: they have to sign up first. Usage: ${USAGE}`,
  );
  Deno.exitCode = 1;
}
