import { useEffect, useState } from "preact/hooks";

const listeners = new Set<(token: string) => void>();
let token = "";

/** One token for every form of the page, in memory alone: it is gone with the page. */
export function useToken(): [token: string, setToken: (token: string) => void] {
  const [shown, setShown] = useState(token);
  useEffect(() => {
    setShown(token);
    listeners.add(setShown);
    return () => void listeners.delete(setShown);
  }, []);
  return [shown, tell];
}

function tell(next: string): void {
  token = next;
  for (const listen of listeners) listen(next);
}
