import { useEffect, useState } from "preact/hooks";
import type { Progress } from "@/components/import_progress.ts";
import { followProgress } from "@/islands/follow_progress.ts";

interface Props {
  initial: Progress;
  /** Answers with the progress as JSON. */
  source: string;
  text: { oldest: string; quota: string };
}

/** Follows an import live; when it ends, the page is loaded anew for its receipt. */
export default function ImportProgress({ initial, source, text }: Props) {
  const [progress, setProgress] = useState(initial);
  useEffect(() => {
    if (!initial.active) return;
    return followProgress(source, setProgress, () => location.reload());
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
