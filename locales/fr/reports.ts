import type { Messages } from "../mod.ts";
import { plural } from "../plural.ts";

export const reports: Messages["reports"] = {
  title: "Bilans",
  lead: "Comment s’est passée chaque semaine et chaque mois, d’après vos sorties.",
  weeks: "Semaines",
  months: "Mois",
  weekNumber: (n, dates) => `Semaine ${n} : ${dates}`,
  open: "Jusqu’ici",
  openText: "Ces jours ne sont pas finis : les chiffres grandissent encore.",
  by: "Par semaine ou par mois",
  back: "Tous les bilans",
  older: { week: "La semaine d’avant", month: "Le mois d’avant", year: "L’année d’avant" },
  newer: { week: "La semaine d’après", month: "Le mois d’après", year: "L’année d’après" },
  earlier: "Plus tôt",
  later: "Plus tard",
  none: "Il n’y a pas encore de bilan",
  noneText: "Les bilans viennent avec votre première sortie.",
  noRuns: "aucune sortie",
  daysCount: (n) => plural("fr", n, { one: "jour", other: "jours" }),
  weeksCount: (n) => plural("fr", n, { one: "semaine", other: "semaines" }),
  monthsCount: (n) => plural("fr", n, { one: "mois", other: "mois" }),
  subjects: {
    best: (distance, time) => `Votre record sur ${distance} : ${time}`,
    longest_ever: (distance) => `Votre plus longue sortie : ${distance}`,
    longest_90: (distance) => `Votre plus longue sortie de 90 jours : ${distance}`,
    first_under: (pace) => `Votre première sortie sous ${pace}`,
    race: (name, days) => `${name} dans ${days}`,
    run: (distance, runs) => `Votre semaine : ${distance} en ${runs}`,
    runMonth: (distance, runs) => `Votre mois : ${distance} en ${runs}`,
    quiet: "Votre semaine : tranquille",
    quietMonth: "Votre mois : tranquille",
  },
  verdicts: {
    week: {
      new: "Il n’y a pas encore de sortie ici. La première ouvrira l’histoire.",
      open: "Rien pour l’instant, et il reste du temps : ces jours ne sont pas finis.",
      first: "Votre histoire commence : les premières sorties sont là.",
      raced: "Une course est derrière vous. Laissez vos jambes récupérer avant le prochain effort.",
      spike:
        "Une sortie est allée bien au-delà de ce que vos jambes connaissaient : restez tranquille quelques jours.",
      steady: "Une semaine régulière, semblable aux précédentes.",
      plan_all: "Vous avez fait tout ce qui était prévu.",
      plan_most: (done, count) =>
        `${done} sorties prévues sur ${count} faites : l’essentiel y est.`,
      plan_some: (done, count) =>
        `${done} sorties prévues sur ${count} faites. Cela arrive ; le plan peut s’y adapter.`,
      quiet: "Aucune sortie cette semaine, et c’est très bien : le repos fait partie de la course.",
      long_quiet: (days) =>
        `Aucune sortie depuis ${days}. Quand vous reprendrez, commencez par la moitié de vos habitudes.`,
      back: (days) => `De retour après ${days} sans sortie : bienvenue, et reprenez en douceur.`,
      far_more: (by) =>
        `${by} de plus qu’une semaine habituelle : un bond qui demande des jours tranquilles.`,
      more: (by) => `${by} de plus qu’une semaine habituelle : profitez-en, puis laissez décanter.`,
      less: (by) => `${by} de moins qu’une semaine habituelle : cela fait du bien aux jambes.`,
    },
    month: {
      new: "Il n’y a pas encore de sortie ici. La première ouvrira l’histoire.",
      open: "Rien pour l’instant, et il reste du temps : ces jours ne sont pas finis.",
      first: "Votre histoire commence : les premières sorties sont là.",
      raced: "Vous avez couru une course ce mois-ci. Bien joué.",
      spike:
        "Une sortie est allée bien au-delà de ce que vos jambes connaissaient : les longues distances se préparent.",
      steady: "Un mois régulier, semblable aux précédents.",
      plan_all: "Vous avez fait tout ce qui était prévu.",
      plan_most: (done, count) =>
        `${done} sorties prévues sur ${count} faites : l’essentiel y est.`,
      plan_some: (done, count) =>
        `${done} sorties prévues sur ${count} faites. Cela arrive ; le plan peut s’y adapter.`,
      quiet: "Aucune sortie ce mois-ci, et c’est très bien : elles vous attendent.",
      long_quiet: (days) =>
        `Aucune sortie depuis ${days}. Quand vous reprendrez, commencez par la moitié de vos habitudes.`,
      back: (days) => `De retour après ${days} sans sortie : bienvenue, et reprenez en douceur.`,
      far_more: (by) =>
        `${by} de plus qu’un mois habituel : un bond qui demande des semaines tranquilles.`,
      more: (by) => `${by} de plus qu’un mois habituel : profitez-en, puis laissez décanter.`,
      less: (by) => `${by} de moins qu’un mois habituel : cela fait du bien aux jambes.`,
    },
  },
  figures: {
    distance: "Distance",
    time: "Temps",
    pace: "Allure",
    climb: "Dénivelé",
    hr: "Fréquence cardiaque",
    longest: "Plus longue sortie",
    fastest: "Sortie la plus rapide",
    mean: (distance) => `d’habitude ${distance}`,
    previous: (distance) => `avant : ${distance}`,
  },
  facts: {
    planned: "Prévu et fait",
    plannedText: (done, count) => `${done} sorties sur ${count}`,
    streak: "D’affilée",
    streakText: (weeks) => `${weeks} avec une sortie`,
    best: "Nouveau record",
    bestText: (distance, time) => `${distance} en ${time}, plus vite que jamais`,
    unusual: "Hors de l’ordinaire",
    unusualTexts: {
      longest_ever: (distance) => `${distance} : la plus longue sortie de toutes`,
      longest_90: (distance) => `${distance} : votre plus longue sortie de 90 jours`,
      first_under: (pace) => `Votre première sortie plus rapide que ${pace}`,
      earliest: (time) => `Départ à ${time} : le plus matinal de 90 jours`,
      latest: (time) => `Départ à ${time} : le plus tardif de 90 jours`,
      climb_90: (climb) => `${climb} de montée : plus que toute sortie de 90 jours`,
    },
    risk: "Prudence",
    riskText: (distance, ratio) =>
      `${distance}, soit ${ratio} fois la plus longue sortie des 30 jours d’avant`,
    race: "Prochaine course",
    raceText: (name, days) => `${name}, dans ${days}`,
    raceToday: (name) => `${name}, aujourd’hui`,
  },
  next: "Ce qui compte la semaine prochaine",
  charts: {
    week: "Distance par semaine",
    month: "Distance par mois",
    year: "Distance par an",
  },
  chartSummary: (most, now) => `${now} cette fois ; le maximum des douze est de ${most}.`,
  chartTable: "Les périodes en tableau",
  chartFrom: "Du",
  how: "Comment c’est calculé",
  hows: {
    distance: (runs) => `La distance de ${runs}, additionnée.`,
    time: "Le temps en mouvement, additionné ; les pauses ne comptent pas.",
    pace: (time, distance) =>
      `${time} en mouvement sur ${distance} : les longues sorties pèsent plus que les courtes.`,
    climb: "Le dénivelé de chaque sortie qui en a un, mesuré par la montre ou par Strava.",
    hr: "La moyenne de chaque sortie qui en a une, pondérée par sa durée.",
    mean: (periods, distance) =>
      `L’habitude est la moyenne, sur la période de ${periods} d’avant : ${distance}.`,
    longest: (title, date) => `${title}, le ${date}.`,
    fastest: (title, date) => `${title}, ${date} : temps en mouvement, sorties de plus de 1 km.`,
    planned:
      "Les sorties prévues jusqu’ici qui n’ont pas été retirées, et celles qui ont leur sortie. Le plan dit pourquoi.",
    streak: "Les semaines avec au moins une sortie, en remontant sans trou.",
    best:
      "Selon le classement de Strava de tous vos efforts sur la distance, à l’enregistrement ; les pauses comptent.",
    unusual: {
      longest_ever: (before) => `La plus longue d’avant faisait ${before}.`,
      longest_90: (before) => `La plus longue des 90 jours d’avant faisait ${before}.`,
      first_under: (before) => `La plus rapide d’avant, au-delà de 3 km, était à ${before}.`,
      earliest: (before) => `Le départ le plus matinal des 90 jours d’avant était à ${before}.`,
      latest: (before) => `Le départ le plus tardif des 90 jours d’avant était à ${before}.`,
      climb_90: (before) => `Le maximum des 90 jours d’avant était de ${before}.`,
    },
    risk: (distance, longest) =>
      `${distance} sur ${longest}, la plus longue sortie des 30 jours d’avant. Au-delà de 1,10, les coureurs d’une grande étude ont signalé plus de blessures (Frandsen 2025) : un lien, pas une prévision.`,
    race:
      "La plus proche des courses auxquelles vous êtes inscrit ; en jours à partir d’aujourd’hui.",
  },
};
