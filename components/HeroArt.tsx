const weeks = Array.from({ length: 52 }, (_, week) => week);
const inner = 68;

/** A year of running as an almanac draws one: a ray a week, built up and eased, one race. */
export function HeroArt() {
  return (
    <svg class="hero-art" viewBox="0 0 400 400" width="400" height="400" aria-hidden="true">
      {[68, 111, 154, 197].map((r) => <circle key={r} class="hero-ring" cx="200" cy="200" r={r} />)}
      {weeks.map((week) => <Ray key={week} week={week} />)}
    </svg>
  );
}

function Ray({ week }: { week: number }) {
  const angle = ((week + 0.5) / weeks.length) * 2 * Math.PI - Math.PI / 2;
  const from = at(angle, inner);
  const to = at(angle, inner + weekLength(week));
  return (
    <line
      class={week === 40 ? "hero-ray hero-race" : "hero-ray"}
      x1={from.x}
      y1={from.y}
      x2={to.x}
      y2={to.y}
    />
  );
}

/** Two seasons of three weeks up and one down, with a taper before the race in week 40. */
function weekLength(week: number): number {
  if (week === 40) return 129;
  const season = 62 + 40 * Math.sin(((week - 4) / 52) * 4 * Math.PI - 0.6) + week * 0.4;
  const rest = week % 4 === 3 ? 0.62 : 0.88 + (week % 4) * 0.06;
  const taper = week === 38 ? 0.7 : week === 39 ? 0.5 : week === 41 ? 0.25 : week === 42 ? 0.4 : 1;
  return Math.max(10, season * rest * taper);
}

function at(angle: number, radius: number): { x: string; y: string } {
  return {
    x: (200 + radius * Math.cos(angle)).toFixed(1),
    y: (200 + radius * Math.sin(angle)).toFixed(1),
  };
}
