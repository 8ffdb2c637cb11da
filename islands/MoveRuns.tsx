import { useEffect, useRef, useState } from "preact/hooks";
import { addDays } from "@/domain/training/weeks.ts";

interface Props {
  hint: string;
}

const DAYS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};
const RUN = "[data-run][draggable]";

/** Lets runs of the plan's calendar be dragged to another day, or moved by Alt and an arrow. */
export default function MoveRuns({ hint }: Props) {
  const [isReady, setReady] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    setReady(true);
    const moved = document.getElementById(location.hash.slice(1));
    moved?.closest("details")?.setAttribute("open", "");
    moved?.focus();
    const listening = new AbortController();
    listen(form, listening.signal);
    return () => listening.abort();
  }, []);
  return (
    <>
      <p class="muted plan-hint" hidden={!isReady}>{hint}</p>
      <form ref={form} method="post" hidden>
        <input type="hidden" name="what" value="move" />
        <input type="hidden" data-target />
      </form>
    </>
  );
}

function listen(form: { current: HTMLFormElement | null }, signal: AbortSignal): void {
  let dragged: HTMLElement | null = null;
  const dayOf = (event: Event) => closest(event, "[data-day]");
  const mark = (day: HTMLElement | null) => {
    for (const each of document.querySelectorAll(".is-over")) each.classList.remove("is-over");
    day?.classList.add("is-over");
  };
  document.addEventListener("dragstart", (event) => {
    dragged = closest(event, RUN);
    event.dataTransfer?.setData("text/plain", dragged?.textContent ?? "");
  }, { signal });
  document.addEventListener("dragover", (event) => {
    if (!dragged || !dayOf(event)) return;
    event.preventDefault();
    mark(dayOf(event));
  }, { signal });
  document.addEventListener("dragend", () => {
    dragged = null;
    mark(null);
  }, { signal });
  document.addEventListener("drop", (event) => {
    const day = dayOf(event)?.dataset.day;
    if (!dragged || !day) return;
    event.preventDefault();
    send(form.current, dragged, day);
  }, { signal });
  document.addEventListener("keydown", (event) => {
    const run = closest(event, RUN);
    const days = DAYS[event.key];
    if (!run || !event.altKey || days === undefined) return;
    event.preventDefault();
    send(form.current, run, addDays(run.dataset.date ?? "", days));
  }, { signal });
}

function closest(event: Event, selector: string): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
}

/** As the form on the run's own page does; a fragment outlives the redirect, so the run is found again. */
function send(form: HTMLFormElement | null, run: HTMLElement, date: string): void {
  const { run: id = "", date: before } = run.dataset;
  const field = form?.querySelector<HTMLInputElement>("[data-target]");
  if (!form || !field || date === before) return;
  form.action = `/plan/runs/${id}#run-${id}`;
  field.name = `date-${id}`;
  field.value = date;
  form.submit();
}
