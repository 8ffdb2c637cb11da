import type { Field, Group, Operation } from "@/components/developers/reference.ts";
import { Island } from "@/components/Island.tsx";
import TryIt from "@/islands/TryIt.tsx";
import type { Messages } from "@/locales/mod.ts";

type Words = Messages["developers"];

/** Every operation of the API, by subject, each folded until somebody wants it. Its texts are the document's own. */
export function Reference({ groups, t }: { groups: Group[]; t: Words }) {
  return (
    <div class="stack">
      {groups.map(({ name, description, operations }) => (
        <section key={name} class="stack-small">
          <h3 lang="en">{name}</h3>
          <p class="muted" lang="en">{description}</p>
          {operations.map((operation) => (
            <OperationDetails key={operation.id} operation={operation} t={t} />
          ))}
        </section>
      ))}
    </div>
  );
}

function OperationDetails({ operation, t }: { operation: Operation; t: Words }) {
  const { id, method, path, summary, description, scope, parameters, body, answers } = operation;
  return (
    <details class="operation" id={id}>
      <summary>
        <span class={`method method-${method.toLowerCase()}`}>{method}</span>
        <code>{path}</code>
        <span lang="en">{summary}</span>
      </summary>
      <div class="stack-small">
        {description ? <p lang="en">{description}</p> : null}
        <p>
          {t.scope} <code>{scope}</code>
        </p>
        <Fields title={t.parameters} fields={parameters} t={t} />
        {body ? <Fields title={t.body} fields={body.fields} t={t} /> : null}
        {answers.map((answer) => (
          <Fields
            key={answer.status}
            title={`${t.answer} ${answer.status}`}
            note={answer.description}
            fields={answer.fields}
            t={t}
            isAnswer
          />
        ))}
        <TryForm operation={operation} t={t} />
      </div>
    </details>
  );
}

function TryForm({ operation, t }: { operation: Operation; t: Words }) {
  const { id, method, path, parameters, body } = operation;
  const asked = parameters.filter(({ place }) => place !== "header")
    .map(({ name, place, isRequired, example = "" }) => ({ name, place, isRequired, example }));
  const props = { id, method, path, parameters: asked, body: body?.example, text: t.tryIt };
  return <Island name="TryIt" of={TryIt} props={props} />;
}

interface FieldsProps {
  title: string;
  note?: string;
  fields: Field[];
  t: Words;
  /** What may be absent from an answer is rare, and said; what a request needs is said there. */
  isAnswer?: boolean;
}

function Fields({ title, note, fields, t, isAnswer = false }: FieldsProps) {
  if (fields.length === 0 && !note) return null;
  return (
    <div>
      <h4>{title}</h4>
      {note ? <p lang="en">{note}</p> : null}
      {fields.length > 0 ? <FieldList fields={fields} t={t} isAnswer={isAnswer} /> : null}
    </div>
  );
}

function FieldList(
  { fields, t, isAnswer }: Required<Pick<FieldsProps, "fields" | "t" | "isAnswer">>,
) {
  return (
    <dl class="api-fields">
      {fields.map((field) => (
        <div key={field.name}>
          <dt>
            <code>{field.name}</code>
            {field.isRequired !== isAnswer
              ? <span class="badge">{isAnswer ? t.optional : t.required}</span>
              : null}
          </dt>
          <dd>
            <span class="muted" lang="en">
              {field.place ? `${field.place}, ${field.type}` : field.type}
            </span>
            {field.description ? <span lang="en">{field.description}</span> : null}
            {field.fields.length > 0
              ? <FieldList fields={field.fields} t={t} isAnswer={isAnswer} />
              : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
