import type { Messages } from "../mod.ts";
import { plural } from "../plural.ts";

export const refusals: Messages["refusals"] = {
  not_found: {
    title: "Introuvable",
    text: "Il n’y a rien ici, ou rien que vous puissiez voir.",
  },
  bad_form: {
    title: "L’envoi n’est pas arrivé",
    text:
      "Le formulaire a été envoyé d’une façon qui ne peut pas être lue. Revenez en arrière et réessayez.",
  },
  foreign_origin: {
    title: "Envoyé depuis un autre site",
    text:
      "Pour votre sécurité, les formulaires ne fonctionnent que depuis les pages de Runnerly, à sa propre adresse. Ouvrez-y la page et réessayez.",
  },
  too_large: {
    title: "Trop d’un coup",
    text: "Ce qui a été envoyé dépasse ce dont les formulaires d’ici ont besoin.",
  },
  too_many_attempts: {
    title: "Trop d’essais",
    text:
      "Pour protéger les comptes, cette action est limitée pendant un moment. Rien n’a été modifié.",
  },
  wrong_password: {
    title: "Mot de passe incorrect",
    text: "Ce n’est pas votre mot de passe actuel. Rien n’a été modifié.",
  },
  mail_link_spent: {
    title: "Ce lien ne fonctionne plus",
    text:
      "Il a déjà servi, il est trop ancien, ou un e-mail plus récent l’a remplacé. Demandez-en un nouveau.",
  },
  mail_act_over: {
    title: "Ce lien n’est plus valable",
    text:
      "Il vient d’un bilan d’il y a quelques semaines. Ce qu’il faisait se fait aussi sur la page de votre plan.",
  },
  client_unknown: {
    title: "Application inconnue",
    text:
      "L’application qui vous a envoyé ici n’est pas enregistrée auprès de Runnerly. Rien n’a été autorisé ; prévenez ses auteurs.",
  },
  redirect_unknown: {
    title: "Cette application a donné une mauvaise adresse",
    text:
      "Elle voulait envoyer votre réponse à une adresse qui n’est pas enregistrée pour elle. Rien n’a été autorisé ; prévenez ses auteurs.",
  },
  token_made: {
    title: "Ce jeton est déjà créé",
    text:
      "Son secret n’a été montré qu’une fois et n’est gardé nulle part. Si vous ne l’avez pas noté, révoquez le jeton et créez-en un autre.",
  },
  too_many_tokens: {
    title: "Trop de jetons",
    text:
      "Vous avez 50 jetons, le maximum. Révoquez-en un qui ne sert plus, puis créez le nouveau.",
  },
  too_many_webhooks: {
    title: "Trop de webhooks",
    text:
      "Il y a 10 webhooks, le maximum. Retirez-en un qui ne sert plus, puis ajoutez le nouveau.",
  },
  delivery_waiting: {
    title: "Il est encore en route",
    text: "Ce message n’est ni remis ni abandonné. Attendez l’un ou l’autre, puis renvoyez-le.",
  },
  too_many_races: {
    title: "Trop de courses à la fois",
    text:
      "On peut ajouter 20 courses par jour. Rien n’a été ajouté ; la suite peut attendre demain.",
  },
  race_of_another: {
    title: "Quelqu’un d’autre a ajouté cette course",
    text:
      "Seule la personne qui l’a ajoutée peut la modifier, ou un opérateur. Rien n’a été changé ; dites à un opérateur ce qui ne va pas.",
  },
  race_entered: {
    title: "D’autres ont choisi cette course",
    text: "Ils perdraient ce qu’ils en ont noté, alors elle reste. Rien n’a été changé.",
  },
  race_fixed: {
    title: "D’autres ont choisi cette course",
    text:
      "Leurs objectifs et résultats sont de sa distance, elle reste donc ; tout le reste peut changer. Rien n’a été changé. Si la distance est fausse, dites-le à un opérateur.",
  },
  plan_refused: {
    title: "Un tel plan n’existe pas",
    text: "Ses données n’en permettent aucun. Rouvrez le plan ; la page dit pourquoi.",
  },
  plan_day_taken: {
    title: "Ce jour ne peut pas être choisi",
    text:
      "La course reste à son jour, et une sortie dans les semaines du plan. Rien n’a été changé.",
  },
  plan_changed: {
    title: "Le plan a changé entre-temps",
    text:
      "Il a été modifié depuis la proposition, ou un jour a passé. Regardez-la de nouveau. Rien n’a été changé.",
  },
  plan_over: {
    title: "Ce plan est terminé",
    text: "Toutes ses sorties sont à des jours passés. Rien n’a été changé.",
  },
  strava_denied: {
    title: "Strava n’a pas été connecté",
    text:
      "Vous avez annulé sur Strava. Rien n’a été lu. Vous pouvez connecter Strava quand vous le voulez.",
  },
  strava_scope_missing: {
    title: "Strava n’a pas donné l’autorisation de lire les activités",
    text:
      "La case de vos activités n’était pas cochée sur Strava : Runnerly n’a donc rien à importer. Reconnectez Strava et laissez les cases cochées.",
  },
  strava_state_unknown: {
    title: "Cette réponse de Strava n’appartient pas à cette session",
    text:
      "Elle date peut-être de plus d’une demi-heure, vient d’un autre navigateur, ou ne vient pas du tout de vous. Rien n’a été modifié. Recommencez à partir d’ici.",
  },
  strava_state_used: {
    title: "Cette réponse de Strava a déjà servi",
    text:
      "La page a été chargée deux fois. La première a compté ; le résultat est sur la page Strava.",
  },
  strava_code_refused: {
    title: "Strava n’a pas accepté son propre code",
    text:
      "Cela arrive quand le retour depuis Strava prend trop de temps. Connectez de nouveau Strava ; en général, cela marche aussitôt.",
  },
  strava_athlete_taken: {
    title: "Ce compte Strava est lié à un autre compte Runnerly",
    text:
      "Un compte Strava ne peut alimenter qu’un compte Runnerly. Ouvrez une session sur l’autre compte, ou déconnectez-y Strava, puis connectez-le ici. Pour connecter un autre compte Strava, déconnectez-vous d’abord sur strava.com si Strava ne vous demande rien.",
  },
  strava_other_athlete: {
    title: "C’est un autre compte Strava",
    text:
      "Ce compte contient les sorties d’un autre athlète. Déconnectez d’abord Strava, ce qui les supprime ici, puis connectez l’autre compte.",
  },
  strava_full: {
    title: "Aucune place Strava n’est libre",
    text:
      "Strava limite le nombre de personnes qui peuvent se connecter à Runnerly, et toutes les places sont prises. Demandez à l’administrateur, et réessayez plus tard.",
  },
  strava_inactive: {
    title: "Strava a suspendu Runnerly",
    text:
      "Cela concerne tout le monde, pas seulement vous. L’administrateur doit régler cela avec Strava ; réessayez plus tard.",
  },
  strava_unavailable: {
    title: "Strava ne répond pas",
    text:
      "Strava n’a pas pu être joint, ou sa réponse n’a pas pu être lue. Rien n’a été modifié. Réessayez dans quelques minutes.",
  },
  strava_not_connected: {
    title: "Strava n’est pas connecté",
    text:
      "Il n’y a rien à importer ni à déconnecter. Connectez Strava si vous voulez voir vos sorties ici.",
  },
};

export const errors: Messages["errors"] = {
  tryAgainIn: (minutes) =>
    `Réessayez dans ${plural("fr", minutes, { one: "minute", other: "minutes" })}.`,
  internal: {
    title: "Quelque chose a cassé de notre côté",
    text:
      "L’erreur a été consignée. Réessayez ; si cela continue, donnez ce numéro à l’administrateur :",
  },
  home: "Vers l’accueil",
  toStrava: "Vers la page Strava",
  otherAthlete: "Choisir un autre compte Strava",
  newLink: "Demander un nouveau lien",
  signInForLink: "Se connecter pour demander un nouveau lien",
  wrongAddress: {
    title: "Ouvrez Runnerly à sa propre adresse",
    text: (address) =>
      `Runnerly se trouve à l’adresse ${address}. Pour votre sécurité, les formulaires ouverts sous une autre adresse sont refusés.`,
    open: (address) => `Ouvrir ${address}`,
  },
};
