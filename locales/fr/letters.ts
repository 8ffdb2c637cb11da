import type { Messages } from "../mod.ts";

export const letters: Messages["letters"] = {
  menu: "Messages",
  menuText: "Bilans : fréquence, moment, contenu",
  title: "Messages",
  lead: "Ce que Runnerly vous envoie, et quand. Ce dont votre compte a besoin vient toujours.",
  cadence: "Bilan",
  cadences: { weekly: "Chaque semaine", monthly: "Chaque mois", none: "Aucun" },
  weekday: "Jour du bilan de la semaine",
  monthlyHint: "Celui du mois vient le premier du mois.",
  hour: "Heure",
  hourHint: (zone) => `À l’heure de ${zone}.`,
  sections: "Ce qu’il contient",
  sectionNames: {
    chart: "Les dernières périodes en graphique",
    plan: "Prévu et fait",
    records: "Records, séries de semaines, l’inhabituel",
    risk: "Ce qui demande de la prudence",
    race: "La prochaine course",
    next: "Ce qui compte la semaine prochaine",
  },
  submit: "Enregistrer",
  choice: "Choisissez dans la liste.",
  nextAt: (when) => `Votre prochain bilan est prévu pour ${when}.`,
  preview: "Voir où il en est",
  previewText: (when) =>
    `Voici votre prochain bilan, prévu pour ${when}. Son objet pour l’instant :`,
  testTitle: "Essayer",
  testText: (email) => `Envoie tout de suite à ${email} le bilan des derniers jours écoulés.`,
  testSubmit: "M’envoyer un essai",
  testDone: "L’essai est en route.",
  stopped: {
    bounce: {
      title: "Votre adresse n’a pas accepté nos messages",
      text:
        "Nous n’envoyons donc plus que ceux dont votre compte a besoin. Si elle fonctionne de nouveau, réactivez-les.",
    },
    complaint: {
      title: "Un de nos messages a été signalé comme indésirable",
      text:
        "Nous n’envoyons donc plus que ceux dont votre compte a besoin. Si c’était une erreur, réactivez-les.",
    },
  },
  resume: "Envoyer de nouveau",
  resumed: "Les messages sont de nouveau envoyés.",
  unsubscribe: {
    title: "Plus de bilans",
    ask: "Runnerly ne vous enverra plus de bilans. Ils restent dans l’application.",
    submit: "Se désabonner",
    doneTitle: "Vous êtes désabonné",
    done: "Plus aucun bilan ne vient. Vous pouvez les réactiver sous Compte, Messages.",
  },
  acts: {
    submit: "Changer le plan ainsi",
    nothing: "Rien ne doit changer dans le plan.",
    noPlan: "Il n’y a plus de plan que cela pourrait changer.",
    done: "Le plan est changé",
    doneText: "Vous pouvez l’annuler sur la page du plan.",
    toPlan: "Vers le plan",
    ill: "J’étais malade",
    skip_week: "Sauter la semaine prochaine",
    move_long: "Déplacer la sortie longue",
    moveText: (from, to) => `De ${from} à ${to} ; ce qui s’y trouve prend sa place.`,
  },
};
