import type { Progress } from "@/components/import_progress.ts";

/** A server that says nothing for so long is as good as gone. */
const ANSWER_MS = 10_000;

interface Follower {
  onProgress(progress: Progress): void;
  /** The server did not answer this time; it is asked again. */
  onLost(): void;
  /** It has ended, or there is none to ask for. Called once. */
  onEnd(): void;
}

/** Asks how the import is doing, a second after each answer, until its end. Gives back how to stop before. */
export function followProgress(
  source: string,
  { onProgress, onLost, onEnd }: Follower,
  everyMs = 1_000,
): () => void {
  let stopped = false;
  let timer = setTimeout(follow, everyMs);
  async function follow(): Promise<void> {
    const next = await ask(source);
    if (stopped) return;
    if (next) onProgress(next);
    if (next === undefined) onLost();
    if (next === undefined || next?.active) timer = setTimeout(follow, everyMs);
    else onEnd();
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Null when there is no import to follow, or nobody signed in; undefined when the server does not answer now. */
async function ask(source: string): Promise<Progress | null | undefined> {
  try {
    const response = await fetch(source, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (response.ok && !response.redirected) return await response.json();
    await response.body?.cancel();
    return response.redirected || response.status === 404 ? null : undefined;
  } catch {
    return undefined;
  }
}
