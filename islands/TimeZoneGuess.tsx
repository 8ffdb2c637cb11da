import { useEffect, useState } from "preact/hooks";

/** A hidden field that the browser fills with its own time zone. */
export default function TimeZoneGuess({ name }: { name: string }) {
  const [zone, setZone] = useState("UTC");
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return <input type="hidden" name={name} value={zone} />;
}
