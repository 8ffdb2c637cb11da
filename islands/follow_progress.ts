/** A server that says nothing for so long is as good as gone. */
const ANSWER_MS = 10_000;

/** Something under way; what else is said of it is its own. */
interface Followed {
  active: boolean;
}

interface Follower<P> {
  onProgress?(progress: P): void;
  /** The server did not answer this time; it is asked again. */
  onLost(): void;
  /** It has ended, or there is none to ask for. Called once. */
  onEnd(): void;
}

/** Asks how something is doing, a second after each answer, until its end. Gives back how to stop before. */
export function followProgress<P extends Followed>(
  source: string,
  { onProgress, onLost, onEnd }: Follower<P>,
  everyMs = 1_000,
): () => void {
  let stopped = false;
  let timer = setTimeout(follow, everyMs);
  async function follow(): Promise<void> {
    const next = await ask<P>(source);
    if (stopped) return;
    if (next) onProgress?.(next);
    if (next === undefined) onLost();
    if (next === undefined || next?.active) timer = setTimeout(follow, everyMs);
    else onEnd();
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Null when there is nothing to follow, or nobody signed in; undefined when the server does not answer now. */
async function ask<P>(source: string): Promise<P | null | undefined> {
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
