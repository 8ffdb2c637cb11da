import { useEffect, useState } from "preact/hooks";

interface Progress {
  active: boolean;
  message: string;
  read: string;
  unit: string;
  oldest?: string;
  quota?: string;
}

interface Props {
  initial: Progress;
  /** Answers with the progress as JSON. */
  source: string;
  text: { oldest: string; quota: string };
}

const EVERY_MS = 1_000;

/** Follows an import live; when it ends, the page is loaded anew for its receipt. */
export default function ImportProgress({ initial, source, text }: Props) {
  const [progress, setProgress] = useState(initial);
  useEffect(() => {
    if (!initial.active) return;
    const timer = setInterval(async () => {
      const next = await ask(source);
      if (!next) return;
      setProgress(next);
      if (!next.active) location.reload();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [initial.active, source]);

  return (
    <div class="progress">
      <p class="progress-count">
        <strong>{progress.read}</strong> {progress.unit}
      </p>
      {progress.active ? <progress aria-label={progress.message} /> : null}
      <p role="status">{progress.message}</p>
      <dl class="facts num">
        {progress.oldest
          ? (
            <div>
              <dt>{text.oldest}</dt>
              <dd>{progress.oldest}</dd>
            </div>
          )
          : null}
        {progress.quota
          ? (
            <div>
              <dt>{text.quota}</dt>
              <dd>{progress.quota}</dd>
            </div>
          )
          : null}
      </dl>
    </div>
  );
}

/** Undefined when the server does not answer now: the next second is another chance. */
async function ask(source: string): Promise<Progress | undefined> {
  try {
    const response = await fetch(source, { headers: { accept: "application/json" } });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
