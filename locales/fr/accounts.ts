import type { Messages } from "../mod.ts";

export const accounts: Messages["accounts"] = {
  email: "Adresse e-mail",
  password: "Mot de passe",
  newPassword: "Nouveau mot de passe",
  currentPassword: "Mot de passe actuel",
  passwordHint: "Au moins 10 caractères. Quelques mots sans rapport entre eux font l’affaire.",
  problems: {
    email: "Saisissez une adresse e-mail, par exemple ana@example.org.",
    email_local:
      "Nos e-mails n’atteignent que des adresses avec des lettres latines sans accent, des chiffres et des signes avant le @. Utilisez-en une autre.",
    required: "Remplissez ce champ.",
    too_short: "Utilisez au moins 10 caractères.",
    too_long: "Utilisez au plus 200 caractères.",
    common:
      "Ce mot de passe est parmi les premiers que les pirates essaient. Choisissez-en un autre.",
    is_email: "Choisissez un mot de passe différent de votre adresse e-mail.",
    same: "Choisissez-en un qui diffère de votre mot de passe actuel.",
    own: "C’est déjà votre adresse e-mail.",
    wrong_password: "Ce n’est pas votre mot de passe actuel.",
    wrong_credentials: "L’adresse e-mail ou le mot de passe est incorrect.",
    wrong_link_password: "Ce n’est pas le mot de passe choisi à l’inscription.",
  },
  signIn: {
    title: "Se connecter",
    submit: "Se connecter",
    forgotten: "Mot de passe oublié ?",
    noAccount: "Pas encore de compte ?",
  },
  signUp: {
    title: "Créer votre compte",
    submit: "Créer le compte",
    haveAccount: "Vous avez déjà un compte ?",
    privacyNote: "Ce que Runnerly conserve, et combien de temps :",
  },
  checkMail: {
    title: "Consultez vos e-mails",
    signUp: (email) =>
      `Nous avons envoyé un e-mail à ${email}. Ouvrez le lien qu’il contient dans les 24 heures pour terminer.`,
    reset: (email) =>
      `Si ${email} a un compte, un lien pour choisir un nouveau mot de passe est en route. Il est valable une heure.`,
    nothing:
      "Toujours rien après quelques minutes ? Regardez dans les courriers indésirables, ou réessayez.",
    openMailbox: "Ouvrir la boîte mail de démonstration",
  },
  confirm: {
    title: "Confirmez votre adresse e-mail",
    waiting: (email) =>
      `Nous avons envoyé un lien à ${email}. Ouvrez-le pour confirmer que cette adresse est bien la vôtre ; Runnerly sera alors prêt.`,
    resend: "Renvoyer l’e-mail",
    resent: "Un nouvel e-mail est en route. Seul son lien fonctionne désormais.",
    about: (email) => `Vous allez confirmer ${email}.`,
    passwordHint: "Celui choisi à l’inscription : il montre que ce compte est bien le vôtre.",
    notYou: "Cette inscription ne vient pas de vous ? Fermez cette page, et rien ne se passera.",
    submit: "Confirmer l’adresse",
    done: "Votre adresse e-mail est confirmée.",
  },
  forgotten: {
    title: "Mot de passe oublié",
    lead:
      "Indiquez-nous votre adresse e-mail, et nous vous enverrons un lien pour choisir un nouveau mot de passe.",
    submit: "Envoyer le lien",
  },
  reset: {
    title: "Choisir un nouveau mot de passe",
    lead: "Cela ferme toutes vos sessions, partout.",
    submit: "Enregistrer le mot de passe",
    done: "Votre nouveau mot de passe est enregistré. Connectez-vous avec celui-ci.",
  },
  security: {
    passwordTitle: "Mot de passe",
    passwordLead: "Le changer ferme votre session dans tous les autres navigateurs.",
    changePassword: "Changer le mot de passe",
    passwordChanged:
      "Votre mot de passe est changé, et votre session est fermée dans tous les autres navigateurs.",
    emailTitle: "Adresse e-mail",
    emailLead: (email) => `Vous vous connectez avec ${email}.`,
    newEmail: "Nouvelle adresse e-mail",
    changeEmail: "Envoyer le lien",
    emailRequested:
      "Si la nouvelle adresse peut être utilisée, un lien est en route. Rien ne change tant que vous ne l’avez pas ouvert.",
    confirmChangeTitle: "Changer d’adresse e-mail",
    confirmChangeLead: (from, to) => `De ${from} à ${to}.`,
    confirmChange: "Changer d’adresse",
    emailChanged: "Votre adresse e-mail est changée.",
  },
  sessions: {
    title: "Vos sessions ouvertes",
    lead:
      "Les navigateurs qui peuvent ouvrir votre compte. Chacun est oublié après 30 jours sans visite.",
    browser: "Navigateur",
    since: "Depuis",
    lastSeen: "Dernière visite",
    thisOne: "celui-ci",
    unknown: "Navigateur inconnu",
    signOut: "Fermer la session",
    everywhere: "Fermer toutes les sessions",
    signedOut: "La session de ce navigateur est fermée.",
  },
  remove: {
    title: "Supprimer mon compte",
    lead:
      "Votre compte, votre profil et toutes vos sorties sont supprimés immédiatement et définitivement. Si Strava est connecté, l’accès de Runnerly y est révoqué.",
    submit: "Tout supprimer",
    doneTitle: "Votre compte est supprimé",
    done: "Toutes vos données sont effacées. Merci d’avoir couru avec nous.",
    revoked: "L’accès de Runnerly à Strava a été révoqué.",
    notRevoked:
      "Strava n’a pas pu être prévenu. Pour y retirer l’accès de Runnerly, ouvrez Paramètres, Mes applications sur Strava.",
    home: "Vers l’accueil",
  },
  menu: {
    title: "Compte",
    profile: "Profil",
    profileText: "Nom, données physiques, fuseau horaire, unités, langue",
    password: "Mot de passe",
    passwordText: "Le changer, et fermer les sessions des autres navigateurs",
    email: "Adresse e-mail",
    emailText: "Celle avec laquelle vous vous connectez et recevez nos e-mails",
    sessions: "Vos sessions ouvertes",
    sessionsText: "Voir vos navigateurs, fermer toutes les sessions",
    strava: "Strava",
    stravaText: "Connexion, import, déconnexion",
    remove: "Supprimer mon compte",
    removeText: "Tout disparaît, immédiatement",
  },
};

export const profile: Messages["profile"] = {
  title: "Profil",
  lead:
    "Vous êtes la seule personne à voir cette page. Les chiffres sont facultatifs ; grâce à eux, les conseils à venir vous correspondront mieux.",
  name: "Nom",
  birthYear: "Année de naissance",
  sex: "Sexe",
  sexHint: "Certaines formules diffèrent selon le sexe.",
  sexes: { "": "Non précisé", female: "Femme", male: "Homme", other: "Autre" },
  weight: "Poids",
  maxHr: "Fréquence cardiaque maximale",
  restHr: "Fréquence cardiaque au repos",
  vo2max: "VO₂max",
  timeZone: "Fuseau horaire",
  timeZoneHint: "Vos semaines commencent et finissent à son heure.",
  useZone: "Utiliser le fuseau horaire de ce navigateur",
  units: "Unités",
  unitNames: { km: "Kilomètres", mi: "Miles" },
  language: "Langue",
  weekStart: "Premier jour de la semaine",
  weekStarts: { monday: "Lundi", sunday: "Dimanche", saturday: "Samedi" },
  submit: "Enregistrer le profil",
  problems: {
    name: "Utilisez au plus 80 caractères.",
    range: (min, max) =>
      `Saisissez un nombre de ${decimal(min)} à ${decimal(max)}, ou laissez le champ vide.`,
    hrOrder: "La fréquence cardiaque au repos doit être inférieure à la maximale.",
    choice: "Choisissez une valeur de la liste.",
    timeZone: "Choisissez un fuseau horaire, par exemple Europe/Paris.",
  },
};

function decimal(value: number): string {
  return String(value).replace(".", ",");
}
