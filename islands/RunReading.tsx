import { useEffect, useState } from "preact/hooks";
import { followProgress } from "@/islands/follow_progress.ts";

interface Props {
  /** Answers with whether the run is still being read. */
  source: string;
  text: { waiting: string; lost: string };
}

/** Waits while a run's own page is read; then the page is loaded anew with what it says. */
export default function RunReading({ source, text }: Props) {
  const [isLost, setLost] = useState(false);
  useEffect(() =>
    followProgress(source, {
      onProgress: () => setLost(false),
      onLost: () => setLost(true),
      onEnd: () => location.reload(),
    }), [source]);
  return <p role="status">{isLost ? text.lost : text.waiting}</p>;
}
