import { uuidv7 } from "uuidv7";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { ErrorSummary, SelectField, SubmitButton, TextField } from "@/components/Field.tsx";
import { Island } from "@/components/Island.tsx";
import { EndButton, inWords, ScopeBoxes } from "@/components/Scopes.tsx";
import CopyButton from "@/islands/CopyButton.tsx";
import { localDate } from "@/domain/training/weeks.ts";
import type { Format } from "@/locales/format.ts";
import type { Messages } from "@/locales/mod.ts";

interface TokenFormProps {
  messages: Messages;
  values: { name?: string; days?: string; scopes: string[] };
  errors: { name: string; message: string }[];
  /** The same with each field's label, away from the fields. */
  listed: { name: string; message: string }[];
}

/** Asks what a new token is for, what it may do and how long. */
export function TokenForm({ messages: { tokens, shell }, values, errors, listed }: TokenFormProps) {
  const t = tokens.personal;
  const error = (name: string) => errors.find((each) => each.name === name)?.message;
  const days = Object.entries(t.days).map(([value, label]) => ({ value, label }));
  return (
    <Card title={t.make}>
      <ErrorSummary title={shell.fixErrors} errors={listed} />
      <form class="form" method="post" action="/account/tokens">
        {/* The next token's: whoever sends the form again makes no second one. */}
        <input type="hidden" name="id" value={uuidv7()} />
        <TextField
          label={t.name}
          hint={t.nameHint}
          name="name"
          value={values.name}
          error={error("name")}
          autocomplete="off"
          required
        />
        <ScopeBoxes
          legend={t.allows}
          names={{ ...tokens.scopes, ...tokens.ownScopes }}
          chosen={values.scopes}
          error={error("scopes")}
        />
        <SelectField
          label={t.expires}
          name="days"
          options={days}
          value={values.days ?? "90"}
          error={error("days")}
        />
        <SubmitButton>{t.submit}</SubmitButton>
      </form>
    </Card>
  );
}

interface NewTokenProps {
  t: Messages["tokens"]["personal"];
  secret: string;
  /** Something that it may read; undefined where it reads nothing. */
  readable?: string;
}

/** The one time that a token is shown. */
export function NewToken({ t, secret, readable }: NewTokenProps) {
  return (
    <section class="panel" id="new-token">
      <h2>{t.madeTitle}</h2>
      <p>{t.made}</p>
      <div class="secret">
        <code aria-label={t.secret}>{secret}</code>
        <Island
          name="CopyButton"
          of={CopyButton}
          props={{ value: secret, text: { copy: t.copy, copied: t.copied } }}
        />
      </div>
      {readable ? <TryInTerminal t={t} secret={secret} address={readable} /> : null}
    </section>
  );
}

function TryInTerminal(
  { t, secret, address }: Omit<NewTokenProps, "readable"> & { address: string },
) {
  return (
    <>
      <p>{t.tryIt}</p>
      <pre
        class="code"
        tabIndex={0}
      ><code>{`curl -H "Authorization: Bearer ${secret}" \\\n  "${address}"`}</code></pre>
    </>
  );
}

interface TokenListProps {
  t: Messages["tokens"];
  tokens: {
    id: string;
    name: string;
    scopes: string[];
    createdAt: number;
    expiresAt: number;
    lastUsedAt: number | null;
  }[];
  now: number;
  format: Format;
  timeZone: string;
}

/** The tokens that there are, each with what it may and a way to end it. */
export function TokenList({ t: all, tokens, now, ...at }: TokenListProps) {
  const t = all.personal;
  const scopes = { ...all.scopes, ...all.ownScopes };
  if (tokens.length === 0) {
    return <EmptyState title={t.none}>{t.noneText}</EmptyState>;
  }
  const { format, timeZone } = at;
  return (
    <table class="table">
      <TokenListHead t={t} />
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <th scope="row" class="address">{token.name}</th>
            <td data-label={t.scopes}>{inWords(token.scopes, scopes)}</td>
            <td data-label={t.since} class="date">
              {format.date(localDate(token.createdAt, timeZone))}
            </td>
            <td data-label={t.ends} class="date">
              {token.expiresAt <= now
                ? <span class="badge">{t.ended}</span>
                : format.date(localDate(token.expiresAt, timeZone))}
            </td>
            <td data-label={t.lastUsed} class="date">
              {token.lastUsedAt === null ? t.never : format.dateTime(token.lastUsedAt, timeZone)}
            </td>
            <td>
              <EndButton
                action={`/account/tokens/${token.id}`}
                label={t.revokeNamed(token.name)}
              >
                {t.revoke}
              </EndButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TokenListHead({ t }: Pick<NewTokenProps, "t">) {
  return (
    <thead>
      <tr>
        <th scope="col">{t.name}</th>
        <th scope="col">{t.scopes}</th>
        <th scope="col">{t.since}</th>
        <th scope="col">{t.ends}</th>
        <th scope="col">{t.lastUsed}</th>
        <th scope="col">
          <span class="visually-hidden">{t.revoke}</span>
        </th>
      </tr>
    </thead>
  );
}
