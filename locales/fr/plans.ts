import type { Messages } from "../mod.ts";
import { plural } from "../plural.ts";

export const plans: Messages["plans"] = {
  title: "Plan d’entraînement",
  lead:
    "Compté à rebours depuis le jour, selon des règles qu’il vous montre. Rien n’est gardé : emportez-le en fichier.",
  menu: "Plans d’entraînement",
  forRace: "Un plan pour cette course",
  form: {
    title: "À quoi il sert",
    goal: "Objectif",
    goals: {
      "5k": "5 km",
      "10k": "10 km",
      half: "Semi-marathon",
      marathon: "Marathon",
      fit: "Se mettre en forme",
    },
    raceDate: "Jour de la course",
    raceDateHint: "Pour se mettre en forme : le dernier jour",
    level: "Vous",
    levels: {
      beginner: "Commencez",
      intermediate: "Courez régulièrement",
      advanced: "Vous entraînez dur",
    },
    days: "Jours où vous pouvez courir",
    weekdays: {
      d1: "Lundi",
      d2: "Mardi",
      d3: "Mercredi",
      d4: "Jeudi",
      d5: "Vendredi",
      d6: "Samedi",
      d0: "Dimanche",
    },
    weekly: "Une semaine habituelle",
    longest: "Plus longue sortie de 30 jours",
    bestDistance: "Un temps récent",
    bestNone: "Selon mes sorties",
    bestTime: "Son chrono",
    bestHint: "Comme 45:30 ; les allures en viennent",
    submit: "Faire le plan",
    problems: {
      choice: "Choisissez dans la liste",
      date: "Choisissez un jour des trois prochaines années",
      days: "Choisissez au moins deux jours",
      distance: "Écrivez une distance de 0 à 400 km",
      time: "Écrivez la distance et un temps que l’on peut courir, comme 45:30",
    },
  },
  refused: {
    race_past: { title: "Ce jour est passé", text: "Choisissez-en un à venir." },
    too_near: {
      title: "C’est trop proche pour un plan",
      text:
        "En moins de deux semaines, rien ne se construit. Reposez-vous et courez doucement d’ici là.",
    },
    too_far: {
      title: "C’est trop loin pour ce jour",
      text: (reach, needed) =>
        `D’ici là, votre plus longue sortie sans risque serait de ${reach} ; pour finir en sécurité, il en faut ${needed}. Choisissez un jour plus lointain, une distance plus courte ou plus de jours par semaine.`,
    },
  },
  made: {
    weeks: (n) => plural("fr", n, { one: "semaine", other: "semaines" }),
    full: "Du premier jour au dernier :",
    finish: "Le temps manque pour aller plus vite. Ce plan vous mène au bout en sécurité :",
    noPaces:
      "On ne sait rien de votre vitesse, il n’y a donc pas d’allures : saisissez un temps récent.",
    download: "Télécharger le fichier",
    week: (n, date) => `Semaine ${n}, dès le ${date}`,
    sum: (distance) => `${distance} en tout`,
    fast: (distance) => `dont ${distance} vite`,
  },
  kinds: {
    easy: "Facile",
    recovery: "Récupération",
    long: "Sortie longue",
    strides: "Facile avec accélérations",
    tempo: "Seuil",
    intervals: "Fractionné",
    race_pace: "Allure course",
    race: "Course",
  },
  purposesTitle: "À quoi sert chacune",
  purposes: {
    easy: "Construit la base : assez lent pour parler en phrases entières.",
    recovery: "Délie les jambes : aussi lent que vous voulez.",
    long: "Apprend au corps à durer : facile, et un peu plus long à chaque fois.",
    strides:
      "Garde la foulée légère : facile, avec six à huit fois 20 secondes rapides, sans forcer.",
    tempo:
      "Relève l’allure que l’on tient une heure : dur mais confortable, en un morceau ou deux.",
    intervals:
      "Élargit ce que prennent cœur et poumons : trois à cinq minutes dures, autant de facile entre.",
    race_pace: "Rend familière l’allure du jour : par morceaux, avec des minutes faciles entre.",
    race: "Ce pour quoi tout est fait. Ne partez pas plus vite que prévu.",
  },
  check: {
    title: "Les règles, vérifiées",
    lead: "Chaque règle avec le pire chiffre du plan.",
    rule: "Règle",
    found: "Pire",
    limit: "Permis",
    verdict: "Verdict",
    verdicts: { pass: "Tenue", warn: "Presque", fail: "Rompue" },
    rules: {
      ramp: "Une semaine face à la plus grande des quatre d’avant",
      cutback: "Semaines de suite sans une plus légère",
      long_run: "Sorties longues d’une semaine, en trop ou en moins",
      long_share: "La part de la sortie longue, face à sa limite",
      spike: "Une sortie face à la plus longue des 30 jours d’avant",
      spacing: "Jours durs côte à côte",
      rest: "Jours courus sur sept",
      fast_share: "La part rapide d’une semaine",
      taper: "Les dernières semaines face à ce qu’elles peuvent avoir",
      quiet: "Sorties rapides des derniers jours",
      specific: "La plus longue sortie face à ce qu’il faut",
      race_day: "Courses le jour dit",
    },
    own: {
      title: "Vérifier un plan à vous",
      lead: "Tout plan au format ouvert : sa montée, ses repos, son affûtage, en chiffres.",
      field: "Le plan, en YAML ou JSON",
      schema: "Le format",
      submit: "Vérifier",
      problems: "Ceci ne se lit pas comme un plan",
    },
  },
};
