import { answerText, badRequest } from "../answers.ts";
import type { Activity } from "../activities/activity.ts";
import { rangeOf, type View, viewArchive } from "../activities/archive.ts";
import { archiveOf, type World } from "../world.ts";
import { type Access, seesEverything } from "./access.ts";
import { summaryText } from "./positions.ts";

interface ListRequest {
  before?: number;
  after?: number;
  page: number;
  perPage: number;
}

const perPageMaximum = 200;

/** GET /athlete/activities: a live offset list; its end is an empty array. */
export function listActivities(world: World, access: Access, params: URLSearchParams): Response {
  const asked = readListRequest(world, params);
  if (asked instanceof Response) return asked;
  const { behaviour } = world.state;
  const leavesGaps = behaviour.visibilityFilter === "after-paging";
  const view = viewArchive(archiveOf(world, access.athlete.id), {
    order: behaviour.hiddenStartOrder,
    withOnlyMe: seesEverything(access) || leavesGaps,
    atMs: world.clock.now(),
  });
  const page = readPage(world, view, asked).filter((activity) =>
    seesEverything(access) || activity.visibility !== "only_me"
  );
  return answerText(`[${page.map((each) => summaryText(world, access, each)).join(",")}]`);
}

/** Slots (page - 1) * perPage and on; with gaps, every n-th slot of the list holds nothing. */
function readPage(world: World, view: View, asked: ListRequest): Activity[] {
  const { from, to } = rangeOf(view, asked);
  const ascending = isAscending(world, asked);
  const every = world.state.behaviour.shortPageEvery;
  const firstSlot = (asked.page - 1) * asked.perPage;
  const page: Activity[] = [];
  for (let slot = firstSlot; slot < firstSlot + asked.perPage; slot++) {
    if (every > 1 && slot % every === every - 1) continue;
    const place = every > 1 ? slot - Math.floor(slot / every) : slot;
    if (place >= to - from) break;
    const activity = view.activities[ascending ? to - 1 - place : from + place];
    if (activity) page.push(activity);
  }
  return page;
}

/** `after` alone is oldest first; everything else newest first. */
function isAscending(world: World, asked: ListRequest): boolean {
  if (asked.after !== undefined) return asked.before === undefined;
  return asked.before !== undefined && world.state.behaviour.beforeOnlyOrder === "ascending";
}

function readListRequest(world: World, params: URLSearchParams): ListRequest | Response {
  const before = readNumber(params.get("before"));
  const after = readNumber(params.get("after"));
  const page = readNumber(params.get("page")) ?? 1;
  const perPage = readNumber(params.get("per_page")) ?? 30;
  const named = { before, after, page, per_page: perPage };
  for (const [field, value] of Object.entries(named)) {
    if (Number.isNaN(value)) return badRequest("Application", field, "invalid");
  }
  // Only milliseconds taken for seconds are that far ahead.
  const farFuture = world.clock.now() / 1000 + 100 * 365 * 86_400;
  if (after !== undefined && after > farFuture) return badRequest("Application", "after", "future");
  if (before !== undefined && before > farFuture) {
    return badRequest("Application", "before", "future");
  }
  if (page < 1) return badRequest("Application", "page", "invalid");
  if (perPage < 1) return badRequest("Application", "per_page", "invalid");
  if (perPage > perPageMaximum && world.state.behaviour.perPageAboveMaximum === "refuse") {
    return badRequest("Application", "per page", "limit exceeded");
  }
  return { before, after, page, perPage: Math.min(perPage, perPageMaximum) };
}

/** Nothing when absent or empty, NaN when it is no whole number. */
function readNumber(text: string | null): number | undefined {
  if (text === null || text === "") return undefined;
  return /^-?\d{1,15}$/.test(text) ? Number(text) : NaN;
}
