import type { Progress } from "@/components/import_progress.ts";

/**
 * Asks how the import is doing, a second after each answer, until it has ended or there is none to ask for: then
 * `onEnd` is called, once. Gives back how to stop before.
 */
export function followProgress(
  source: string,
  onProgress: (progress: Progress) => void,
  onEnd: () => void,
  everyMs = 1_000,
): () => void {
  let stopped = false;
  let timer = setTimeout(follow, everyMs);
  async function follow(): Promise<void> {
    const next = await ask(source);
    if (stopped) return;
    if (next) onProgress(next);
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
    const response = await fetch(source, { headers: { accept: "application/json" } });
    if (response.ok && !response.redirected) return await response.json();
    await response.body?.cancel();
    return response.redirected || response.status === 404 ? null : undefined;
  } catch {
    return undefined;
  }
}
