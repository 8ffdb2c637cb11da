import { useEffect, useState } from "preact/hooks";
import type { Messages } from "@/locales/mod.ts";
import { useToken } from "@/islands/shared_token.ts";
import { addressOf, asCurl, ask, type Outcome, type Parameter } from "@/islands/try_request.ts";

interface Props {
  /** The operation's: an island counts its own ids from the beginning, and the page has many of these. */
  id: string;
  method: string;
  path: string;
  parameters: Parameter[];
  /** JSON to begin with. */
  body?: string;
  text: Messages["developers"]["tryIt"];
}

/** Sends one request to the API from its own page. Without a script it is not there. */
export default function TryIt({ id, method, path, parameters, body, text }: Props) {
  const [isReady, setReady] = useState(false);
  const [token, setToken] = useToken();
  const [values, setValues] = useState(beginWith(parameters));
  const [json, setJson] = useState(body);
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => setReady(true), []);
  if (!isReady) return null;
  const request = { method, address: addressOf(path, parameters, values), body: json };

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setOutcome(await ask({ ...request, token }, text.failed));
    setBusy(false);
  }

  return (
    <form class="try-it" onSubmit={send}>
      <h4>{text.title}</h4>
      <Token id={`${id}-token`} label={text.token} value={token} onInput={setToken} />
      <Values id={id} parameters={parameters} values={values} onInput={setValues} />
      {json === undefined
        ? null
        : <Body id={`${id}-body`} label={text.body} value={json} onInput={setJson} />}
      <button type="submit" class="button" disabled={isBusy}>
        {isBusy ? text.sending : text.send}
      </button>
      <p>{text.asCurl}</p>
      <Listing text={asCurl(request)} />
      <div role="status">{outcome ? <Answer outcome={outcome} took={text.took} /> : null}</div>
    </form>
  );
}

function beginWith(parameters: Parameter[]): Record<string, string> {
  return Object.fromEntries(
    parameters.map(({ name, isRequired, example }) => [name, isRequired ? example : ""]),
  );
}

interface TypedProps {
  id: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
}

function Token({ id, label, value, onInput }: TypedProps) {
  return (
    <>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="password"
        autocomplete="off"
        placeholder="runnerly_pat_…"
        value={value}
        // What is pasted takes the place of what was there.
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => onInput(event.currentTarget.value.trim())}
      />
    </>
  );
}

interface ValuesProps {
  id: string;
  parameters: Parameter[];
  values: Record<string, string>;
  onInput: (values: Record<string, string>) => void;
}

function Values({ id, parameters, values, onInput }: ValuesProps) {
  return (
    <>
      {parameters.map(({ name, isRequired }) => (
        <Value
          key={name}
          id={`${id}-${name}`}
          name={name}
          value={values[name]}
          required={isRequired}
          onInput={(value) => onInput({ ...values, [name]: value })}
        />
      ))}
    </>
  );
}

interface ValueProps extends Omit<TypedProps, "label"> {
  name: string;
  required: boolean;
}

function Value({ id, name, value, required, onInput }: ValueProps) {
  return (
    <>
      <label for={id}>
        <code>{name}</code>
      </label>
      <input
        id={id}
        value={value}
        required={required}
        autocomplete="off"
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </>
  );
}

function Body({ id, label, value, onInput }: TypedProps) {
  return (
    <>
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={10}
        spellcheck={false}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </>
  );
}

function Answer({ outcome: { line, headers, body }, took }: { outcome: Outcome; took: string }) {
  return (
    <>
      <p>
        <strong>{line}</strong> {body ? <span class="muted">{took}</span> : null}
      </p>
      {body || headers.length > 0
        ? <Listing text={[...headers, "", body].join("\n").trim()} />
        : null}
    </>
  );
}

/** May be wider than the page, so it can be scrolled by keyboard too. */
function Listing({ text }: { text: string }) {
  return (
    <pre class="code" tabIndex={0}>
      <code>{text}</code>
    </pre>
  );
}
