import type { Messages } from "../mod.ts";
import { plural } from "../plural.ts";

export const replan: Messages["replan"] = {
  title: "Adapter le plan",
  lead:
    "Dites ce qui s’est passé. Vous voyez ce qui changerait, et pourquoi, avant que rien ne change ; le reste demeure.",
  link: "Adapter le plan",
  missedTitle: (runs) =>
    `${plural("fr", runs, { one: "sortie", other: "sorties" })} des sept derniers jours n’${
      runs === 1 ? "a" : "ont"
    } pas été ${runs === 1 ? "courue" : "courues"}`,
  missedText: "Cela arrive. Voyez si le plan doit suivre.",
  days: {
    title: "Des jours sans courir",
    what: "Pourquoi",
    whats: {
      illness: "Je suis ou j’étais malade",
      travel: "Je suis en voyage",
      missed: "Ils ont été manqués",
    },
    from: "Du",
    to: "Au",
    hint: "Dernier jour compris",
    submit: "Voir ce qui change",
  },
  moved: {
    title: "La course a lieu un autre jour",
    raceDate: "Son nouveau jour",
    submit: "Voir ce qui change",
  },
  speed: {
    title: "Une course a montré une autre vitesse",
    distance: "Distance",
    time: "Temps",
    hint: "Par exemple 45:30",
    submit: "Voir ce qui change",
  },
  problems: {
    date: "Choisissez un jour",
    span: "Choisissez un dernier jour après le premier, dans les quatre mois",
    over: "Les jours manqués sont passés : choisissez un dernier jour avant aujourd’hui",
    time: "Écrivez un temps que quelqu’un pourrait courir, par exemple 45:30",
  },
  refused: {
    race_away: {
      title: "La course tombe un de ces jours",
      text: "Déplacez d’abord la course, ou choisissez d’autres jours.",
    },
    race_past: { title: "Ce jour est passé", text: "Choisissez un jour à venir." },
    too_near: {
      title: "C’est trop proche pour un plan",
      text:
        "Rien ne peut se construire d’ici là. Reposez-vous et courez doucement jusqu’à la course.",
    },
    too_far: {
      title: "C’est trop loin",
      text:
        "Quittez ce plan et faites-en un plus tard : 24 semaines suffisent pour n’importe laquelle de ces courses.",
    },
    bad_time: {
      title: "Ce temps ne dit rien",
      text: "Écrivez celui d’une course courue jusqu’au bout.",
    },
  },
  same: "Rien ne doit changer",
  sameText: "Le plan respecte toutes les règles tel qu’il est. Continuez.",
  diff: {
    title: (days) => plural("fr", days, { one: "jour change", other: "jours changent" }),
    rest: (days) =>
      days === 0
        ? "Il ne reste aucun autre jour."
        : `${
          plural("fr", days, { one: "autre jour reste", other: "autres jours restent" })
        } comme prévu.`,
    day: "Jour",
    before: "Avant",
    after: "Après",
    why: "Pourquoi",
    none: "Rien",
    skipped: "Laissée de côté",
    movedTo: (date) => `Le ${date}`,
    accept: "Changer le plan ainsi",
    undo: "Vous pourrez l’annuler ensuite.",
    keep: "Le laisser tel quel",
  },
  short: {
    title: "Ce sera une course difficile",
    text: (reach, needed) =>
      `D’ici là, votre plus longue sortie est de ${reach} ; pour finir sans risque il en faut ${needed}. Pensez à une course plus courte ou plus tardive.`,
  },
  reasons: {
    spike: "Aucune sortie plus longue d’un dixième que la plus longue des 30 jours",
    ramp: "Aucune semaine plus d’un dixième au-dessus des précédentes",
    taper: "Les dernières semaines restent légères",
    spacing: "Pas deux jours durs côte à côte",
    quiet: "Rien de rapide juste avant la course",
    rest: "Un jour de repos sur sept",
    away: "Un jour sans courir",
    moved: "Déplacée d’un jour sans courir",
    room: "Fait place à la sortie déplacée",
    return: "Des jours faciles après une maladie",
    race: "La course a lieu un autre jour",
    speed: "Les allures du nouveau temps",
  },
};
