import { AuthPage } from "@/components/AuthPage.tsx";

interface ProblemProps {
  title: string;
  text: string;
  next: { href: string; label: string };
}

/** A page that says what happened and where to go. */
export function Problem({ title, text, next }: ProblemProps) {
  return (
    <AuthPage title={title} lead={text}>
      <p>
        <a class="button" href={next.href}>{next.label}</a>
      </p>
    </AuthPage>
  );
}
