import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
/** Rules whose outcome may change with the look; all of them run in the first look. */
const RULES_OF_LOOK = ["color-contrast", "target-size", "link-in-text-block"];

/** What axe finds wrong on a page, and ids that stand there more than once. */
export async function judge(page: Page): Promise<string[]> {
  const runOnly = { type: "tag" as const, values: RULES };
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await axe.options({ runOnly, resultTypes: ["violations"] }).analyze();
  return [...violations.map(describe), ...await repeatedIds(page)];
}

/** A label leads to the first of those that share an id, and axe looks at them no more. */
async function repeatedIds(page: Page): Promise<string[]> {
  const ids = await page.evaluate(() =>
    Array.from(document.querySelectorAll("[id]"), (element) => element.id)
  );
  const repeated = ids.filter((id, i) => ids.indexOf(id) !== i);
  return [...new Set(repeated)].map((id) => `the id ${id} stands there more than once`);
}

/** With the axe that `judge` has brought into the page: only what a look can change. */
export async function judgeLook(page: Page): Promise<string[]> {
  const violations = await page.evaluate(async (values) => {
    const axe = Reflect.get(globalThis, "axe");
    const runOnly = { type: "rule", values };
    return (await axe.run({ runOnly, resultTypes: ["violations"] })).violations;
  }, RULES_OF_LOOK);
  return violations.map(describe);
}

function describe({ id, nodes }: { id: string; nodes: { target: unknown[] }[] }): string {
  return `${id} at ${nodes.map(({ target }) => target.join(" ")).slice(0, 3).join("; ")}`;
}
