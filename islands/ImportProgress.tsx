import { useEffect, useState } from "preact/hooks";
import type { Progress } from "@/components/import_progress.ts";
import { followProgress } from "@/islands/follow_progress.ts";

interface Props {
  initial: Progress;
  /** Answers with the progress as JSON. */
  source: string;
  text: { oldest: string; quota: string; lost: string };
}

/** Follows an import live; when it ends, the page is loaded anew for its receipt. */
export default function ImportProgress({ initial, source, text }: Props) {
  const { progress, isLost } = useProgress(initial, source);
  return (
    <div class="progress">
      <p class="progress-count">
        <strong>{progress.read}</strong> {progress.unit}
      </p>
      {progress.active && !isLost ? <progress aria-label={progress.message} /> : null}
      <p role="status">{isLost ? text.lost : progress.message}</p>
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

/** Where the import is, and whether the server cannot be asked for it now. */
function useProgress(initial: Progress, source: string) {
  const [progress, setProgress] = useState(initial);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    if (!initial.active) return;
    return followProgress<Progress>(source, {
      onProgress: (next) => {
        setProgress(next);
        setLost(false);
      },
      onLost: () => setLost(true),
      onEnd: () => location.reload(),
    });
  }, [initial.active, source]);
  return { progress, isLost };
}
