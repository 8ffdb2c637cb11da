/** The least that a server of this runtime can do: the measure for all the others. */
Deno.serve({
  hostname: "127.0.0.1",
  port: Number(Deno.args[0]),
  onListen: () => {},
}, () => new Response("Hello"));
