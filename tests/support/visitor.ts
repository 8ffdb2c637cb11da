import type { App } from "@/http/app.ts";

export interface Answer {
  status: number;
  text: string;
  headers: Headers;
  /** Where a redirect leads. */
  location: string | null;
}

/** A browser without scripts: keeps cookies, sends forms from our own origin, follows nothing by itself. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(
    path: string,
    form?: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Any request at all; says where it comes from only when told to. */
  send(path: string, init: RequestInit): Promise<Answer>;
  cookies: Map<string, string>;
}

export function openVisitor(
  app: App,
  baseUrl: string,
  address = "192.0.2.1",
): Visitor {
  const cookies = new Map<string, string>();

  async function send(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) {
      headers.set(
        "cookie",
        [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      );
    }
    const response = await app.fetch(new Request(baseUrl + path, { ...init, headers }), {
      remoteAddr: { transport: "tcp", hostname: address, port: 1 },
    });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return {
      status: response.status,
      text: await response.text(),
      headers: response.headers,
      location: response.headers.get("location"),
    };
  }

  return {
    cookies,
    send,
    get: (path, headers) => send(path, { headers }),
    post: (path, form = {}, headers) =>
      send(path, {
        method: "POST",
        body: new URLSearchParams(form),
        headers: { origin: baseUrl, ...headers },
      }),
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair, ...attributes] = line.split(";");
  const [name, value] = pair.split("=");
  const gone = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
  if (gone || !value) cookies.delete(name);
  else cookies.set(name, value);
}
