import type { Messages } from "../mod.ts";

export const details: Messages["details"] = {
  splits: (unit) => `Passages par ${unit}`,
  laps: "Tours",
  lap: "Tour",
  efforts: "Meilleurs temps",
  effort: "Sur",
  effortNames: { "1/2 mile": "Un demi-mile", "Half-Marathon": "Semi-marathon" },
  rank: {
    1: "Record à ce jour",
    2: "Deuxième temps à ce jour",
    3: "Troisième temps à ce jour",
  },
  charts: "Au fil de la sortie",
  chartsTable: "Les courbes en tableau",
  time: "Temps",
  pace: "Allure",
  altitude: "Altitude",
  heartRate: "Fréq. cardiaque",
  rise: "Dénivelé",
  paceSummary: (average) => `${average} en moyenne, en mouvement.`,
  heartRateSummary: (average, highest) => `${average} en moyenne, ${highest} au plus haut.`,
  altitudeSummary: (lowest, highest) => `Entre ${lowest} et ${highest}.`,
  over: (what, unit) => `${what} ; en abscisse : ${unit}`,
  minutes: "minutes",
  calories: "Énergie",
  exertion: "Effort ressenti",
  shoe: "Chaussures",
  description: "Votre description",
  unread: {
    title: "Les passages et les courbes arrivent",
    text:
      "Runnerly lit chaque sortie en entier, d’elle-même, les plus récentes d’abord, aussi vite que Strava le permet.",
    again: "Le dernier essai a échoué. Il est répété automatiquement.",
    samples: "Les passages sont là ; les mesures des courbes arrivent d’elles-mêmes.",
    button: "La lire maintenant",
  },
  owed: {
    title: "Cette sortie est en cours de lecture",
    text: "Cela prend quelques secondes.",
    later: (time) => `La limite de Strava est atteinte : la lecture se fera après ${time}.`,
    reload: "Recharger la page",
  },
  parked: {
    title: "Strava n’a pas pu transmettre cette sortie en entier",
    text:
      "Runnerly a essayé plusieurs fois puis l’a mise de côté ; toutes les autres continuent. Certains enregistrements échouent chez Strava tant qu’ils n’y sont pas modifiés.",
    problem: (text) => `Dernière réponse : ${text}`,
    button: "Réessayer",
  },
  reconnect: "Les passages et les courbes pourront être lus une fois Strava reconnecté.",
  none: "Cette sortie n’a pas de mesures, donc pas de courbes.",
  typedIn: "Cette sortie a été saisie à la main : il n’y a pas de courbes.",
  hidden: {
    title: "Cette sortie est masquée",
    text: "Vous avez dit que c’est le double d’une autre : elle ne compte nulle part.",
    other: (title) => `Comptée à sa place : ${title}`,
    undo: "Changer cela",
  },
};

export const doubles: Messages["doubles"] = {
  title: "Sorties qui semblent en double",
  lead:
    "Elles ont eu lieu au même moment et sont aussi longues. Rien n’est fusionné : vous dites ce qui compte, et pouvez changer d’avis.",
  none: "Aucune de vos sorties ne semble en double.",
  notice: (n) =>
    n === 1
      ? "Deux sorties semblent être la même, en double."
      : `Des sorties semblent être en double : ${n} paires.`,
  look: "Les comparer",
  pair: (a, b) => `${a} et ${b}`,
  what: "Comparaison",
  first: "La première",
  second: "La seconde",
  name: "Nom",
  start: "Départ",
  source: "Origine",
  device: "Enregistrée avec",
  differs: "différent",
  choices: {
    both: "Les deux sont à moi",
    first: "Compter la première",
    second: "Compter la seconde",
    open: "Décider à nouveau",
  },
  decided: {
    title: "Déjà décidé",
    both: "Les deux comptent.",
    first: "La première compte, la seconde est masquée.",
    second: "La seconde compte, la première est masquée.",
  },
};
