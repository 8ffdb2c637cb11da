import type { Instance } from "@/tools/deploy/instance.ts";

interface Relay extends AsyncDisposable {
  url: string;
}

/** The one address of an application of several instances: asks one after the other until somebody answers. */
export function startRelay(instances: () => Instance[]): Relay {
  let turn = 0;

  async function pass(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const body = request.body && await request.bytes();
    const { method, headers } = request;
    for (let tried = 0; tried < 2; tried++) {
      const some = instances();
      const { url } = some[turn++ % some.length];
      try {
        return await fetch(url + pathname + search, { method, headers, body, redirect: "manual" });
      } catch {
        // It is starting, or has just ended.
      }
    }
    return new Response("Nobody answers", { status: 502 });
  }

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, pass);
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
