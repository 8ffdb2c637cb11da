import { type ComponentType, h, hydrate } from "preact";

type IslandModules = Record<string, () => Promise<{ default: ComponentType<never> }>>;

/** Hydrates every `[data-island]` with the module of its name and the JSON props beside it. */
export function hydrateIslands(modules: IslandModules): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-island]")) {
    const load = modules[element.dataset.island ?? ""];
    load?.().then((module) => {
      const props = JSON.parse(element.dataset.props ?? "{}");
      hydrate(h(module.default, props), element);
    });
  }
}
