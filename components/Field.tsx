import { type ComponentChildren, h, type LooseInputHTMLAttributes } from "preact";
import { describedBy, FieldError, fieldId, Hint } from "./FieldNotes.tsx";

interface FieldText {
  label: string;
  name: string;
  hint?: string;
  error?: string;
}

interface TextFieldProps extends FieldText {
  type?: "text" | "email" | "password" | "number" | "date" | "search" | "tel" | "url" | "time";
  value?: string | number;
  required?: boolean;
  /** The localized word for "optional"; shown beside the label. */
  optional?: string;
  autocomplete?: string;
  inputmode?: "text" | "decimal" | "numeric" | "email" | "tel" | "search" | "url";
  min?: string | number;
  max?: string | number;
  step?: string | number;
  unit?: string;
}

export function TextField(props: TextFieldProps) {
  const { label, name, hint, error, unit, optional, type = "text", ...input } = props;
  const id = fieldId(name);
  return (
    <div class={error ? "field is-invalid" : "field"}>
      <Label id={id} optional={optional}>{label}</Label>
      <Hint id={id} hint={hint} />
      <span class="field-control">
        <Input
          {...input}
          id={id}
          name={name}
          type={type}
          aria-describedby={describedBy(id, { hint, unit, error })}
          aria-invalid={error ? "true" : undefined}
        />
        {unit ? <span class="field-unit" id={`${id}-unit`}>{unit}</span> : null}
      </span>
      <FieldError id={id} error={error} />
    </div>
  );
}

function Label(
  { id, optional, children }: { id: string; optional?: string; children: string },
) {
  return (
    <label for={id}>
      {children}
      {optional ? <span class="field-optional">{optional}</span> : null}
    </label>
  );
}

/** Preact's strict type of <input> wants one literal type at a time. */
function Input(attributes: LooseInputHTMLAttributes) {
  return h("input", attributes);
}

interface SelectFieldProps extends FieldText {
  value?: string;
  options: { value: string; label: string }[];
}

export function SelectField({ label, name, value, options, hint, error }: SelectFieldProps) {
  const id = fieldId(name);
  return (
    <div class={error ? "field is-invalid" : "field"}>
      <label for={id}>{label}</label>
      <Hint id={id} hint={hint} />
      <select
        id={id}
        name={name}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error ? "true" : undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
      <FieldError id={id} error={error} />
    </div>
  );
}

interface TextAreaFieldProps extends FieldText {
  value?: string;
  optional?: string;
  rows: number;
}

export function TextAreaField(
  { label, name, value, hint, error, optional, rows }: TextAreaFieldProps,
) {
  const id = fieldId(name);
  return (
    <div class={error ? "field is-invalid" : "field"}>
      <Label id={id} optional={optional}>{label}</Label>
      <Hint id={id} hint={hint} />
      <textarea
        id={id}
        name={name}
        rows={rows}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error ? "true" : undefined}
      >
        {value}
      </textarea>
      <FieldError id={id} error={error} />
    </div>
  );
}

export function CheckField({ label, name, checked }: {
  label: string;
  name: string;
  checked: boolean;
}) {
  return (
    <label class="check">
      <input type="checkbox" id={fieldId(name)} name={name} value="1" checked={checked} />
      <span>{label}</span>
    </label>
  );
}

interface ErrorSummaryProps {
  title: string;
  /** An empty name is a problem of the whole form and gets no link. */
  errors: { name: string; message: string }[];
}

export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} id="errors">
      <h2>{title}</h2>
      <ul>
        {errors.map(({ name, message }) => (
          <li key={`${name} ${message}`}>
            {name ? <a href={`#${fieldId(name)}`}>{message}</a> : message}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface SubmitButtonProps {
  children: ComponentChildren;
  tone?: "primary" | "quiet" | "danger";
  name?: string;
  value?: string;
}

const toneClass = { primary: "button", quiet: "button-quiet", danger: "button-danger" };

export function SubmitButton({ children, tone = "primary", name, value }: SubmitButtonProps) {
  return <button class={toneClass[tone]} type="submit" name={name} value={value}>{children}
  </button>;
}
