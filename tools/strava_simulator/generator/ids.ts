const firstIdAt = Date.UTC(2018, 10, 1) / 1000;

/**
 * Ids grow with the time of the upload, as Strava's do: about 1.95 billion in late 2018, beyond 2^31 a
 * few weeks later, 16 billion in 2026. A late upload therefore has a higher id than its date suggests.
 */
export function idOfUpload(uploadedAtMs: number, taken: Set<string>): string {
  const seconds = uploadedAtMs / 1000 - firstIdAt;
  let id = Math.max(1_000_000, Math.floor(1_950_000_000 + seconds * 55.7));
  while (taken.has(String(id))) id++;
  taken.add(String(id));
  return String(id);
}
