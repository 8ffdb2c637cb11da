import { parseArgs, type ParseArgsConfig } from "node:util";

/** What a tool was called with. `--help` prints the usage, what the usage does not have is refused; both end the process. */
export function readSwitches<const T extends NonNullable<ParseArgsConfig["options"]>>(
  usage: string,
  options: T,
) {
  if (Deno.args.includes("--help")) {
    console.log(usage);
    Deno.exit(0);
  }
  try {
    return parseArgs({ args: Deno.args, options }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    Deno.exit(1);
  }
}
