interface PostAnswer {
  /** 0: no answer in time or no connection. */
  status: number;
  error?: string;
}

/** One POST with Strava's patience; the body of the answer is not read. */
export async function postWithin(url: string, body: string, ms: number): Promise<PostAnswer> {
  return await fetchWithin(url, ms, { method: "POST", body }, async (response) => {
    await response.body?.cancel();
    return { status: response.status };
  });
}

/** One GET with a limit that covers the whole answer. */
export async function readWithin(
  url: string,
  ms: number,
): Promise<PostAnswer & { text: string }> {
  const answer = await fetchWithin(url, ms, { method: "GET" }, async (response) => ({
    status: response.status,
    text: await response.text(),
  }));
  return { text: "", ...answer };
}

async function fetchWithin<T extends PostAnswer>(
  url: string,
  ms: number,
  init: { method: string; body?: string },
  read: (response: Response) => Promise<T>,
): Promise<T | PostAnswer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ms);
  try {
    const response = await fetch(url, {
      ...init,
      redirect: "manual",
      signal: abort.signal,
      // A connection per call: a kept one would outlive the simulator.
      headers: { "content-type": "application/json", "connection": "close" },
    });
    return await read(response);
  } catch (error) {
    return { status: 0, error: abort.signal.aborted ? "no answer in time" : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
