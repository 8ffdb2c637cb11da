import { Buffer } from "node:buffer";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";

/** What a handler may do with the wire, beside answering. */
export interface Connection {
  /** Ends when the client goes away or the listener closes. */
  signal: AbortSignal;
}

/** No answer at all: the connection is cut. */
export const cutConnection = Symbol("cut the connection");

export type Handler = (
  request: Request,
  connection: Connection,
) => Promise<Response | typeof cutConnection>;

export interface Listener {
  readonly port: number;
  /** Stops listening, so that connecting is refused; the port is kept for `accept`. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  close(): Promise<void>;
}

interface Address {
  hostname: string;
  port: number;
}

const bodyMaximumBytes = 20_000_000;

/**
 * An HTTP/1.1 listener on node:http, which unlike Deno.serve can cut a connection without answering.
 */
export async function listen(
  handler: Handler,
  address: Address,
): Promise<Listener> {
  const stopping = new AbortController();
  const open = new Set<Promise<void>>();
  let server: Server | undefined = await startServer(answer, address);
  const port = portOf(server);

  function answer(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const work = exchange(handler, incoming, outgoing, stopping.signal)
      .finally(() => open.delete(work));
    open.add(work);
  }

  async function refuse(): Promise<void> {
    const current = server;
    server = undefined;
    if (current) await stopServer(current);
  }

  return {
    port,
    refuse,
    async accept() {
      server ??= await startServer(answer, { ...address, port });
    },
    async close() {
      stopping.abort();
      await refuse();
      await Promise.allSettled([...open]);
    },
  };
}

function startServer(answer: RequestListener, { hostname, port }: Address): Promise<Server> {
  const server = createServer({ keepAlive: true }, answer);
  server.requestTimeout = 0;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, () => resolve(server));
  });
}

function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("Cannot tell the port of the listener.");
  }
  return address.port;
}

async function exchange(
  handler: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  stopping: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  outgoing.once("close", leave);
  stopping.addEventListener("abort", leave);
  try {
    const request = await readRequest(incoming);
    const answer = await handler(request, { signal: gone.signal });
    if (answer === cutConnection) incoming.socket.destroy();
    else await writeAnswer(answer, outgoing, gone.signal);
  } catch (error) {
    failExchange(error, outgoing, gone.signal);
  } finally {
    stopping.removeEventListener("abort", leave);
  }
}

function failExchange(error: unknown, outgoing: ServerResponse, gone: AbortSignal): void {
  if (gone.aborted) return;
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(500, { "content-type": "text/plain" });
  outgoing.end(`The simulator itself failed: ${error}`);
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const method = incoming.method ?? "GET";
  const host = headers.get("host") ?? "127.0.0.1";
  const url = new URL(incoming.url ?? "/", `http://${host}`);
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  return new Request(url, { method, headers, body: await readBody(incoming) });
}

async function readBody(incoming: IncomingMessage): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes: Uint8Array = Buffer.from(chunk);
    size += bytes.length;
    if (size > bodyMaximumBytes) throw new Error("The body is too large.");
    chunks.push(bytes);
  }
  return await new Blob(chunks.map((chunk) => new Uint8Array(chunk))).arrayBuffer();
}

async function writeAnswer(
  answer: Response,
  outgoing: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  outgoing.statusCode = answer.status;
  outgoing.sendDate = false;
  const cookies = answer.headers.getSetCookie();
  for (const [name, value] of answer.headers) {
    if (name !== "set-cookie") outgoing.setHeader(name, value);
  }
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  if (!answer.body) {
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  const reader = answer.body.getReader();
  try {
    while (!gone.aborted) {
      const { done, value } = await reader.read();
      if (done) break;
      outgoing.write(value);
    }
  } finally {
    if (gone.aborted) await reader.cancel();
  }
  outgoing.end();
}
