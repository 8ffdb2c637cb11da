import { useEffect, useId, useState } from "preact/hooks";
import type { Messages } from "@/locales/mod.ts";
import { addressOf, asCurl, ask, type Outcome, type Parameter } from "@/islands/try_request.ts";

interface Props {
  method: string;
  path: string;
  parameters: Parameter[];
  /** JSON to begin with. */
  body?: string;
  text: Messages["developers"]["tryIt"];
}

/** One token for every form of the page, in memory alone: it is gone with the page. */
let token = "";

/** Sends one request to the API from its own page. Without a script it is not there. */
export default function TryIt({ method, path, parameters, body, text }: Props) {
  const [isReady, setReady] = useState(false);
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
      <Token text={text} />
      {parameters.map(({ name, isRequired }) => (
        <Value
          key={name}
          name={name}
          value={values[name]}
          required={isRequired}
          onInput={(value) => setValues({ ...values, [name]: value })}
        />
      ))}
      {json === undefined ? null : <Body label={text.body} value={json} onInput={setJson} />}
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

function Token({ text }: Pick<Props, "text">) {
  const id = useId();
  return (
    <>
      <label for={id}>{text.token}</label>
      <input
        id={id}
        type="password"
        autocomplete="off"
        placeholder="runnerly_pat_…"
        onFocus={(event) => event.currentTarget.value ||= token}
        onInput={(event) => token = event.currentTarget.value.trim()}
      />
    </>
  );
}

interface ValueProps {
  name: string;
  value: string;
  required: boolean;
  onInput: (value: string) => void;
}

function Value({ name, value, required, onInput }: ValueProps) {
  const id = useId();
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

function Body(
  { label, value, onInput }: { label: string } & Pick<ValueProps, "value" | "onInput">,
) {
  const id = useId();
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
