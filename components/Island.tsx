import type { ComponentType } from "preact";

interface IslandProps<P> {
  /** The island's file in `islands/`, without its ending. */
  name: string;
  of: ComponentType<P>;
  props: P;
}

/** Renders an island on the server and marks it for the browser. Props must survive JSON. */
export function Island<P extends object>({ name, of: Component, props }: IslandProps<P>) {
  return (
    <div class="island" data-island={name} data-props={JSON.stringify(props)}>
      <Component {...props} />
    </div>
  );
}
