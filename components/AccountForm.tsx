import type { ComponentChildren } from "preact";
import { ErrorSummary, SubmitButton, TextField } from "@/components/Field.tsx";

interface AccountFormProps {
  action: string;
  submit: string;
  tone?: "primary" | "danger";
  errors?: { title: string; list: { name: string; message: string }[] };
  children: ComponentChildren;
}

/** Its problems, its fields and one button. */
export function AccountForm({ action, submit, tone, errors, children }: AccountFormProps) {
  return (
    <>
      {errors ? <ErrorSummary title={errors.title} errors={errors.list} /> : null}
      <form class="form" method="post" action={action}>
        {children}
        <SubmitButton tone={tone}>{submit}</SubmitButton>
      </form>
    </>
  );
}

interface EmailFieldProps {
  label: string;
  value?: string;
  error?: string;
  /** The address of this account is its user name; another one is just an address. */
  autocomplete?: "username" | "email";
}

export function EmailField({ autocomplete = "username", ...text }: EmailFieldProps) {
  return <TextField {...text} name="email" type="email" autocomplete={autocomplete} required />;
}

interface PasswordFieldProps {
  label: string;
  name?: string;
  hint?: string;
  error?: string;
  isNew?: boolean;
}

export function PasswordField({ name = "password", isNew, ...text }: PasswordFieldProps) {
  const autocomplete = isNew ? "new-password" : "current-password";
  return <TextField {...text} name={name} type="password" autocomplete={autocomplete} required />;
}

/** Tells a password manager whose password is asked for where no address is. */
export function UsernameHint({ email }: { email: string }) {
  return (
    <input
      class="visually-hidden"
      type="text"
      name="username"
      autocomplete="username"
      value={email}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
