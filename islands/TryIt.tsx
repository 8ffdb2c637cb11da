import { useEffect, useId, useState } from "preact/hooks";

interface Parameter {
  name: string;
  place: "path" | "query" | "header";
  isRequired: boolean;
  example: string;
}

interface Props {
  method: string;
  path: string;
  parameters: Parameter[];
  /** JSON to begin with. */
  body?: string;
  text: {
    title: string;
    token: string;
    tokenHint: string;
    body: string;
    send: string;
    sending: string;
    failed: string;
    asCurl: string;
    took: string;
  };
}

interface Outcome {
  line: string;
  headers: string[];
  body: string;
}

const SHOWN = ["etag", "link", "location", "ratelimit", "retry-after", "www-authenticate"];

/** One token for every form of the page, in memory alone: it is gone with the page. */
let token = "";

/** Sends one request to the API from its own page. Without a script it is not there. */
export default function TryIt({ method, path, parameters, body, text }: Props) {
  const id = useId();
  const [isReady, setReady] = useState(false);
  const [values, setValues] = useState<Record<string, string>>(
    Object.fromEntries(
      parameters.map(({ name, isRequired, example }) => [name, isRequired ? example : ""]),
    ),
  );
  const [json, setJson] = useState(body ?? "");
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => setReady(true), []);
  if (!isReady) return null;
  const address = addressOf(path, parameters, values);

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setOutcome(await ask(method, address, body === undefined ? undefined : json, text.failed));
    setBusy(false);
  }

  return (
    <form class="try-it" onSubmit={send}>
      <h4>{text.title}</h4>
      <label for={`${id}token`}>{text.token}</label>
      <input
        id={`${id}token`}
        type="password"
        autocomplete="off"
        placeholder={text.tokenHint}
        onFocus={(event) => event.currentTarget.value ||= token}
        onInput={(event) => token = event.currentTarget.value.trim()}
      />
      {parameters.map(({ name, isRequired }) => (
        <>
          <label for={`${id}${name}`}>
            <code>{name}</code>
          </label>
          <input
            id={`${id}${name}`}
            value={values[name]}
            required={isRequired}
            autocomplete="off"
            onInput={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
          />
        </>
      ))}
      {body === undefined ? null : (
        <>
          <label for={`${id}body`}>{text.body}</label>
          <textarea
            id={`${id}body`}
            rows={10}
            spellcheck={false}
            value={json}
            onInput={(event) => setJson(event.currentTarget.value)}
          />
        </>
      )}
      <button type="submit" class="button" disabled={isBusy}>
        {isBusy ? text.sending : text.send}
      </button>
      <p>{text.asCurl}</p>
      <pre
        class="code"
        tabIndex={0}
      ><code>{asCurl(method, address, body === undefined ? undefined : json)}</code></pre>
      <div role="status">
        {outcome ? <Answer outcome={outcome} took={text.took} /> : null}
      </div>
    </form>
  );
}

function Answer({ outcome: { line, headers, body }, took }: { outcome: Outcome; took: string }) {
  return (
    <>
      <p>
        <strong>{line}</strong> <span class="muted">{took}</span>
      </p>
      <pre class="code" tabIndex={0}><code>{[...headers, "", body].join("\n").trim()}</code></pre>
    </>
  );
}

function addressOf(path: string, parameters: Parameter[], values: Record<string, string>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ""));
  const query = parameters.filter(({ name, place }) => place === "query" && values[name])
    .map(({ name }) => [name, values[name]]);
  const search = query.length > 0 ? `?${new URLSearchParams(query)}` : "";
  return `/api/v1${filled}${search}`;
}

async function ask(
  method: string,
  address: string,
  body: string | undefined,
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

function asCurl(method: string, address: string, body: string | undefined): string {
  const lines = [
    `curl${method === "GET" ? "" : ` -X ${method}`} -H "Authorization: Bearer $RUNNERLY_TOKEN"`,
    ...body === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d '${body.replaceAll("'", `'\\''`)}'`],
    `"${location.origin}${address}"`,
  ];
  return lines.join(" \\\n  ");
}
