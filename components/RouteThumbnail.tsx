import {
  decodePolyline,
  type Point,
  projectRoute,
  simplifyRoute,
} from "@/domain/training/polyline.ts";

interface RouteThumbnailProps {
  /** Encoded, precision 5. Absent, empty or malformed draws a neutral placeholder. */
  polyline?: string | null;
  /** An empty label hides the drawing from screen readers, for rows that already name the run. */
  label: string;
  size?: "list" | "page";
}

const boxes = {
  list: { width: 72, height: 72, margin: 8, limit: 120 },
  page: { width: 640, height: 360, margin: 28, limit: 600 },
};

export function RouteThumbnail({ polyline, label, size = "list" }: RouteThumbnailProps) {
  const box = boxes[size];
  const points = routePoints(polyline, box);
  const empty = points.length < 2;
  return (
    <svg
      class={`route route-${size}${empty ? " route-empty" : ""}`}
      viewBox={`0 0 ${box.width} ${box.height}`}
      width={box.width}
      height={box.height}
      role={label ? "img" : undefined}
      aria-label={label || undefined}
      aria-hidden={label ? undefined : "true"}
    >
      {empty ? <Placeholder {...box} /> : (
        <path
          class="route-line"
          d={pathOf(points)}
          transform="scale(0.1)"
          vector-effect="non-scaling-stroke"
        />
      )}
      {!empty && size === "page" ? <Ends points={points} /> : null}
    </svg>
  );
}

function routePoints(polyline: string | null | undefined, box: typeof boxes.list): Point[] {
  if (!polyline) return [];
  return simplifyRoute(projectRoute(decodePolyline(polyline), box), box.limit);
}

/** In tenths, as whole numbers: a list writes thousands of them, and fractions are slow to write. */
function pathOf(points: Point[]): string {
  return "M" + points.map(({ x, y }) => `${Math.round(x * 10)} ${Math.round(y * 10)}`).join("L");
}

function Ends({ points }: { points: Point[] }) {
  const start = points[0];
  const finish = points[points.length - 1];
  return (
    <>
      <circle class="route-finish" cx={finish.x.toFixed(1)} cy={finish.y.toFixed(1)} r="7" />
      <circle class="route-start" cx={start.x.toFixed(1)} cy={start.y.toFixed(1)} r="5" />
    </>
  );
}

/** A running track seen from above: a run without a route, such as a treadmill. */
function Placeholder({ width, height }: { width: number; height: number }) {
  const x = width / 2 - 18;
  const y = height / 2 - 11;
  return (
    <>
      <rect class="route-track" x={x} y={y} width="36" height="22" rx="11" />
      <rect class="route-track" x={x + 6} y={y + 6} width="24" height="10" rx="5" />
    </>
  );
}
