import { setTimeout as turn } from "node:timers/promises";

/**
 * Lets everybody else have the event loop: long work in one piece would keep every page waiting for its end. Only a
 * timer does that: sixty immediates run before one request is looked at.
 */
export async function giveWay(): Promise<void> {
  await turn();
}

/** Gives `act` the list in slices, and everybody else the event loop in between. */
export async function inSlices<T>(
  list: T[],
  size: number,
  act: (slice: T[]) => void | Promise<void>,
): Promise<void> {
  for (let from = 0; from < list.length; from += size) {
    await act(list.slice(from, from + size));
    await giveWay();
  }
}
