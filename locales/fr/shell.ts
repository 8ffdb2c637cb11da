import type { Messages } from "../mod.ts";

export const shell: Messages["shell"] = {
  dashboard: "Accueil",
  runs: "Sorties",
  races: "Courses",
  reports: "Bilans",
  strava: "Strava",
  account: "Compte",
  signIn: "Connexion",
  signUp: "S’inscrire",
  signOut: "Se déconnecter",
  skip: "Aller au contenu",
  privacy: "Confidentialité",
  developers: "Développeurs",
  tagline: "garde votre course à pied au calme, en un seul endroit.",
  saved: "Enregistré",
  fixErrors: "Vérifiez ces champs",
  fieldProblem: (label, problem) => `${label} : ${problem}`,
  optional: "facultatif",
};

export const landing: Messages["landing"] = {
  title: "Votre course à pied au calme, en un seul endroit",
  lead:
    "Connectez Strava une seule fois. Runnerly récupère toutes les sorties que vous avez enregistrées et vous montre comment vos semaines s’additionnent.",
  start: "Créer un compte",
  haveAccount: "J’ai déjà un compte",
  points: [
    {
      title: "Tout votre historique",
      text:
        "Chaque sortie depuis la toute première, importée en arrière-plan, avec un bilan qui tombe juste.",
    },
    {
      title: "Des semaines qui se lisent bien",
      text:
        "Cette semaine à côté de la précédente, douze semaines d’un coup d’œil, l’année en cours. L’allure passe en premier.",
    },
    {
      title: "À vous, et à vous seulement",
      text:
        "Personne d’autre ne voit vos sorties. Déconnectez Strava, et tout ce qui en venait disparaît.",
    },
  ],
};

export const privacy: Messages["privacy"] = {
  title: "Confidentialité",
  lead: "Ce que Runnerly conserve, pourquoi, combien de temps, et comment le faire disparaître.",
  sections: [
    {
      title: "Votre compte",
      paragraphs: [
        "Votre adresse e-mail, une empreinte de votre mot de passe (un hachage), le profil que vous remplissez (tout y est facultatif, sauf le fuseau horaire, les unités et la langue) et les navigateurs où votre session est ouverte. Tout cela est conservé jusqu’à ce que vous supprimiez votre compte.",
      ],
    },
    {
      title: "Ce qui vient de Strava",
      paragraphs: [
        "Si vous connectez Strava, Runnerly lit la liste de vos activités : nom, sport, temps, distance, altitude, fréquence cardiaque, tracé, équipement et visibilité, et pour chaque sortie ses tours, ses kilomètres, ses meilleurs temps et les mesures de ses capteurs. Il conserve aussi votre numéro d’athlète, votre nom sur Strava et deux jetons d’accès, qui sont chiffrés.",
        "Ces données ne sont montrées qu’à vous ; elles ne sont jamais partagées ni vendues et n’entraînent aucun modèle. Elles sont conservées jusqu’à ce que vous déconnectiez Strava ou supprimiez votre compte ; dans les deux cas, elles sont supprimées aussitôt, avec les jetons et tout ce qui en a été tiré. Ce qui n’a pas pu être relu depuis une semaine, ou dans le délai choisi par l’administrateur, est supprimé aussi.",
      ],
    },
    {
      title: "Autres programmes",
      paragraphs: [
        "Un jeton personnel ouvre la partie de votre compte que vous choisissez, à quiconque le possède ; nous en gardons une empreinte, le nom et la date du dernier usage. Une application que vous autorisez voit ce que sa demande annonçait, jusqu’à ce que vous retiriez cet accès sous Compte, Applications. Ce qui vient de Strava en est exclu.",
        "Ce que vous écrivez vous-même d’une sortie, et le fait d’en avoir retiré une, sont gardés jusqu’à la suppression de votre compte, pour ne pas être perdus quand la sortie est relue.",
        "Un webhook est une adresse que vous avez donnée, vous ou une application autorisée : elle apprend laquelle de vos sorties a changé, et rien de plus. Ce qui a été envoyé est gardé 30 jours.",
        "L’adresse de votre agenda, si vous en créez une, montre votre plan avec ses notes, vos courses avec vos objectifs et, si vous le voulez, ce que vous avez couru, à quiconque la possède. Nous en gardons une empreinte et les dates de sa création et de sa dernière lecture, jusqu’à ce que vous la repreniez.",
      ],
    },
    {
      title: "Courses",
      paragraphs: [
        "Une course que vous ajoutez est vue par tous les coureurs, et reste quand vous partez, sans votre nom. Vos objectifs, votre résultat et vos notes ne sont qu’à vous ; que vous y alliez ne se voit que si vous le dites, sous le nom de votre profil. D’une sortie que vous reliez, rien n’est copié. Un plan que vous suivez n’est vu de personne d’autre.",
      ],
    },
    {
      title: "Cookies et e-mails",
      paragraphs: [
        "Un seul cookie garde votre session ouverte. Aucune page ne contient de traceur, de publicité ni de contenu tiers. Les e-mails ne concernent que votre compte.",
      ],
    },
    {
      title: "Partir",
      paragraphs: [
        "Sous Strava, vous pouvez déconnecter Strava ; sous Compte, vous pouvez tout supprimer. Pour retirer l’accès de Runnerly sur Strava même, ouvrez-y Paramètres, Mes applications.",
      ],
    },
  ],
};
