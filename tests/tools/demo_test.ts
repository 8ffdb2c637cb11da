import { match, ok, strictEqual } from "node:assert/strict";
import { projectFile } from "@/tests/support/project_files.ts";
import { freePort } from "@/tests/support/server.ts";

const PATIENCE_MS = 60_000;

interface Demo extends AsyncDisposable {
  /** All that it has said once that fits, or once it has ended. */
  until(fits: RegExp): Promise<string>;
  kill(signal: Deno.Signal): void;
  ended: Promise<number>;
}

function startDemo(args: string[], PORT: string): Demo {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "tools/demo.ts", ...args],
    cwd: projectFile(""),
    env: { PORT, NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let said = "";
  const news = new EventTarget();
  const hear = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const piece of stream) {
      said += decoder.decode(piece, { stream: true });
      news.dispatchEvent(new Event("said"));
    }
  };
  const silent = Promise.all([hear(process.stdout), hear(process.stderr)]);
  const ended = process.status.then(({ code }) => code);
  return {
    ended,
    kill: (signal) => process.kill(signal),
    async until(fits) {
      const { promise, resolve } = Promise.withResolvers<unknown>();
      const look = () => fits.test(said) && resolve(true);
      news.addEventListener("said", look);
      look();
      await Promise.race([promise, silent]);
      news.removeEventListener("said", look);
      return said;
    },
    async [Symbol.asyncDispose]() {
      try {
        process.kill("SIGTERM");
      } catch (error) {
        if (!(error instanceof TypeError)) throw error; // It has ended.
      }
      await Promise.all([ended, silent]);
    },
  };
}

/** What a demo says that does not start. */
async function refused(args: string[], PORT = ""): Promise<string> {
  await using demo = startDemo(args, PORT);
  const said = await demo.until(/(?!)/);
  strictEqual(await demo.ended, 1, said);
  return said;
}

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "runnerly-demo-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function readApplication(folder: string): Promise<number> {
  return JSON.parse(await Deno.readTextFile(`${folder}/running.json`)).app;
}

async function untilLogged(path: string, text: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await Deno.readTextFile(path)).includes(text)) {
    ok(performance.now() < deadline, `"${text}" does not come into ${path}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

Deno.test("tools/demo.ts prints its usage, and refuses what it does not know", async () => {
  await using help = startDemo(["--help"], "");
  match(await help.until(/(?!)/), /--reset .*--folder DIR.*PORT=8000/s);
  strictEqual(await help.ended, 0);
  match(await refused(["--rest"]), /Unknown option '--rest'.*--reset/s);
  match(await refused(["reset"]), /Unexpected argument 'reset'/);
  match(await refused([], "eighty"), /^PORT must be a port, 1 to 65535\.\n$/);
});

Deno.test("tools/demo.ts takes the next port, logs at once, and refuses a second one in its folder", () =>
  withFolder(async (folder) => {
    using taken = Deno.listen({ hostname: "127.0.0.1", port: freePort() });
    await using demo = startDemo(["--folder", folder], String(taken.addr.port));
    const said = await demo.until(/Stop with Ctrl\+C/);
    match(said, new RegExp(`Port ${taken.addr.port} is taken, so Runnerly uses \\d+\\.`));
    match(said, /watch 1,\d\d\d activities come in/);
    const [, url] = said.match(/Runnerly +(http:\S+)/) ?? [];
    strictEqual(await (await fetch(`${url}/healthz`)).text(), "ok");
    await untilLogged(`${folder}/app.log`, `"path":"/healthz"`);

    const [, more] = said.match(/in a minute or two:\s+curl -d '{}' (http:\S+)/) ?? [];
    match(await (await fetch(more, { method: "POST", body: "{}" })).text(), /"id"/);
    await untilLogged(`${folder}/app.log`, `"path":"/webhooks/strava/`);

    const second = await refused(["--folder", folder, "--reset"]);
    ok(second.includes(`A demo runs in ${folder} already, at ${url} (process `), second);
    match(second, /Ctrl\+C.*`kill \d+`.*--folder/s);
    strictEqual(await (await fetch(`${url}/healthz`)).text(), "ok");
    ok((await Deno.stat(`${folder}/runnerly.db`)).isFile);

    Deno.kill(await readApplication(folder), "SIGKILL");
    const end = await demo.until(/so the demo ends too.*\n/);
    match(end, /Runnerly has ended by itself \(SIGKILL\), so the demo ends too\. Its log is /);
    strictEqual(await demo.ended, 1);
  }));

Deno.test("tools/demo.ts begins anew on --reset, ends with 0 when asked to, and knows what it left behind", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/strava.json`, "no state");
    await Deno.writeTextFile(`${folder}/letter.txt`, "somebody's");
    await using demo = startDemo(["--reset", "--folder", folder], String(freePort()));
    await demo.until(/Stop with Ctrl\+C/);
    strictEqual(await Deno.readTextFile(`${folder}/letter.txt`), "somebody's");
    demo.kill("SIGTERM");
    strictEqual(await demo.ended, 0);

    await using again = startDemo(["--folder", folder], String(freePort()));
    await again.until(/Stop with Ctrl\+C/);
    again.kill("SIGKILL");
    await again.ended;
    const left = await readApplication(folder);
    match(await refused(["--folder", folder]), new RegExp(`still runs, .*\`kill ${left}\``, "s"));
    Deno.kill(left, "SIGTERM");
  }));
