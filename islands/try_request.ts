export interface Parameter {
  name: string;
  place: "path" | "query" | "header";
  isRequired: boolean;
  example: string;
}

interface Request {
  method: string;
  address: string;
  body?: string;
}

export interface Outcome {
  /** The status and how long it took, or what went wrong. */
  line: string;
  headers: string[];
  body: string;
}

const SHOWN = ["etag", "link", "location", "ratelimit", "retry-after", "www-authenticate"];

/** A path of the API with its parameters filled in; what is left empty is left out. */
export function addressOf(
  path: string,
  parameters: Parameter[],
  values: Record<string, string>,
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ""));
  const query = parameters.filter(({ name, place }) => place === "query" && values[name])
    .map(({ name }) => [name, values[name]]);
  const search = query.length > 0 ? `?${new URLSearchParams(query)}` : "";
  return `/api/v1${filled}${search}`;
}

/** Sends it; `failed` is said when no answer comes. */
export async function ask(
  { method, address, body, token }: Request & { token: string },
  failed: string,
): Promise<Outcome> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  if (body !== undefined) headers["content-type"] = "application/json";
  const began = performance.now();
  try {
    const answer = await fetch(address, { method, headers, body });
    const text = await answer.text();
    const ms = Math.round(performance.now() - began);
    return {
      line: `${answer.status} ${answer.statusText} · ${ms} ms`,
      headers: SHOWN.flatMap((name) =>
        answer.headers.has(name) ? [`${name}: ${answer.headers.get(name)}`] : []
      ),
      body: pretty(text),
    };
  } catch {
    return { line: failed, headers: [], body: "" };
  }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The same for a terminal; the token stays in a variable there. */
export function asCurl({ method, address, body }: Request): string {
  const json = body === undefined ? [] : [
    `-H "Content-Type: application/json"`,
    `-d '${body.replaceAll("'", `'\\''`)}'`,
  ];
  const verb = method === "GET" ? "" : ` -X ${method}`;
  return [
    `curl${verb} -H "Authorization: Bearer $RUNNERLY_TOKEN"`,
    ...json,
    `"${location.origin}${address}"`,
  ].join(" \\\n  ");
}
