import { HeroArt } from "@/components/HeroArt.tsx";
import type { Messages } from "@/locales/mod.ts";

export function Landing({ t }: { t: Messages["landing"] }) {
  return (
    <>
      <section class="hero">
        <div class="hero-text">
          <h1>{t.title}</h1>
          <p class="lead">{t.lead}</p>
          <p class="cluster">
            <a class="button" href="/sign-up">{t.start}</a>
            <a class="button-quiet" href="/sign-in">{t.haveAccount}</a>
          </p>
        </div>
        <HeroArt />
      </section>
      <ul class="hero-points">
        {t.points.map(({ title, text }) => (
          <li key={title}>
            <h2>{title}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
