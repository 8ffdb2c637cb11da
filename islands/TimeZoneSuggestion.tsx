import { useEffect, useState } from "preact/hooks";

interface Props {
  /** The id of the select that the button sets. */
  selectId: string;
  label: string;
}

/** Offers the browser's own time zone where another one is chosen. */
export default function TimeZoneSuggestion({ selectId, label }: Props) {
  const [zone, setZone] = useState<string>();
  useEffect(() => {
    const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const select = findSelect(selectId);
    const offered = [...select?.options ?? []].some((option) => option.value === guess);
    if (offered && select?.value !== guess) setZone(guess);
  }, [selectId]);
  if (!zone) return null;
  const choose = () => {
    const select = findSelect(selectId);
    if (select) select.value = zone;
    setZone(undefined);
  };
  return <button type="button" class="button-quiet" onClick={choose}>{label} ({zone})</button>;
}

function findSelect(id: string): HTMLSelectElement | undefined {
  const element = document.getElementById(id);
  return element instanceof HTMLSelectElement ? element : undefined;
}
