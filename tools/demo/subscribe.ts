/** Has the stand-in tell the application at BASE_URL what happens, as an operator does it. */
export async function subscribe(env: Record<string, string>): Promise<boolean> {
  // What an earlier demo left may lead to another port.
  for (const action of ["remove", "create"]) {
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", "tools/strava_subscribe.ts", action],
      env,
      stdout: "null",
      stderr: "inherit",
    }).output();
    if (!success) return false;
  }
  return true;
}
