import type { Messages } from "../mod.ts";
import { plural } from "../plural.ts";
import { sports } from "./sports.ts";

export const dashboard: Messages["dashboard"] = {
  greeting: (name) => `Bonjour ${name}`,
  title: "Accueil",
  thisWeek: "Cette semaine",
  lastWeek: (value) => `semaine dernière : ${value}`,
  runs: (n) => plural("fr", n, { one: "sortie", other: "sorties" }),
  yearToDate: (year) => `${year} à ce jour`,
  longest: "Plus longue sortie",
  longestThisYear: "Plus longue de l’année",
  weeksTitle: "Distance par semaine",
  weeksSummary: (total, average, best) =>
    `${total} sur les 12 dernières semaines ; ${average} par semaine en moyenne, sans compter celle-ci ; la plus longue semaine en compte ${best}.`,
  weeksNone: "Aucune sortie ces 12 dernières semaines.",
  weeksTable: "Les semaines en tableau",
  weekOf: "Semaine du",
  distance: "Distance",
  recent: "Dernières sorties",
  allRuns: "Toutes les sorties",
  empty: {
    title: "Pas encore de sortie",
    text:
      "Connectez Strava, et toutes les sorties que vous avez enregistrées arrivent d’elles-mêmes.",
    connect: "Connecter Strava",
  },
  importing: {
    title: "Vos sorties arrivent",
    text: (n) =>
      `Activités déjà arrivées : ${
        n.toLocaleString("fr")
      }. Les chiffres ci-dessous grandissent au fil de l’import.`,
    link: "Voir l’import",
  },
  failed: {
    title: "L’import s’est arrêté",
    text: "Tout n’est pas encore là.",
    link: "Voir pourquoi",
  },
  reconnect: {
    title: "Il faut reconnecter Strava",
    text: "Les nouvelles sorties n’arrivent pas pour le moment.",
    link: "Reconnecter Strava",
  },
  noRunsInHistory: {
    title: "Pas encore de sortie",
    text:
      "Strava n’a listé aucune de vos sorties. Dès qu’il y en aura une, relisez votre historique.",
    link: "Voir toutes les activités",
  },
};

export const runs: Messages["runs"] = {
  title: "Sorties",
  pace: "Allure",
  speed: "Vitesse",
  distance: "Distance",
  time: "Temps",
  moving: "Temps en mouvement",
  elapsed: "Temps écoulé",
  climb: "Dénivelé",
  heartRate: "Fréq. cardiaque",
  heads: { run: "Sortie et date", activity: "Activité et date" },
  filters: {
    summary: (n) =>
      n === 0
        ? "Filtrer et trier"
        : `Filtrer et trier : ${plural("fr", n, { one: "actif", other: "actifs" })}`,
    text: "Le nom contient",
    from: "Du",
    to: "Au",
    sport: "Sport",
    onlyRuns: "Toute la course à pied",
    plainRun: "Course à pied ordinaire",
    everything: "Toutes les activités",
    min: "Au moins",
    max: "Au plus",
    sort: "Trier par",
    sorts: {
      newest: "Plus récentes d’abord",
      oldest: "Plus anciennes d’abord",
      longest: "Plus longues d’abord",
      fastest: "Plus rapides d’abord",
      climb: "Plus gros dénivelé d’abord",
    },
    submit: "Afficher",
    clear: "Effacer",
    problems: {
      date: "Saisissez une date, par exemple 2026-05-17.",
      order: "Choisissez un jour qui n’est pas après « Au ».",
      number: "Saisissez une distance, par exemple 10 ou 21,1.",
      range: "Saisissez une distance qui ne dépasse pas « Au plus ».",
      sort: "Choisissez une valeur de la liste.",
      text: "Utilisez au plus 100 caractères, sans caractères de contrôle.",
    },
  },
  none: {
    title: "Aucune sortie trouvée",
    text: "Rien dans votre historique ne correspond à ces filtres.",
  },
  empty: {
    importing: "Elles s’affichent ici au fil de l’import. Vous n’avez rien à faire.",
    nothing:
      "Strava n’a listé aucune de vos activités. Dès qu’il y en aura une, elle arrivera d’elle-même.",
  },
  pages: "Pages de sorties",
  next: "Page suivante",
  previous: "Page précédente",
  first: "Première page",
  part: (from, to, all) => `${from}–${to} sur ${all}`,
  untitled: "Sans titre",
  efforts: { race: "Compétition", long: "Sortie longue", workout: "Séance" },
  hiddenStart: "heure de départ masquée",
  indoor: "En intérieur",
  typedIn: "Saisie à la main",
  commute: "Trajet domicile-travail",
  visibilities: {
    everyone: "Tout le monde sur Strava",
    followers_only: "Vos abonnés sur Strava",
    only_me: "Vous uniquement",
  },
  page: {
    averageHr: "Fréquence cardiaque moyenne",
    maxHr: "Fréquence cardiaque la plus haute",
    cadence: "Cadence",
    device: "Enregistrée avec",
    visibility: "Visible par",
    sources: { manual: "Saisie à la main", file: "Un fichier", archive: "Une archive" },
    source: "Source",
    strava: "Strava",
    fetched: (date) => `lue le ${date}`,
    zone: "Fuseau horaire",
    stopped: "À l’arrêt :",
    routeLabel: (title) => `Tracé : ${title}`,
    noRoute: "Aucun tracé n’a été enregistré.",
    paceNote: "L’allure est calculée sur le temps en mouvement.",
    back: "Toutes les sorties",
    sport: "Sport",
    facts: "Détails",
  },
  sports,
};
