import type { Messages } from "../mod.ts";

export const mails: Messages["mails"] = {
  hello: (name) => name ? `Bonjour ${name},` : "Bonjour,",
  ignore: "Cette demande ne vient pas de vous ? Ignorez cet e-mail, et rien ne se passera.",
  footer: "Vous recevez cet e-mail en raison de votre compte Runnerly.",
  linkHelp: "Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :",
  confirm: {
    subject: "Confirmez votre adresse e-mail pour Runnerly",
    text:
      "Bienvenue chez Runnerly. Confirmez que cette adresse est bien la vôtre ; le lien fonctionne pendant 24 heures, une seule fois.",
    button: "Confirmer l’adresse",
  },
  already_registered: {
    subject: "Vous avez déjà un compte Runnerly",
    text:
      "Quelqu’un, sans doute vous, a essayé de s’inscrire avec cette adresse, mais elle a déjà un compte. Vous pouvez vous connecter, ou choisir un nouveau mot de passe si vous l’avez oublié.",
    button: "Se connecter",
  },
  reset: {
    subject: "Choisissez un nouveau mot de passe pour Runnerly",
    text:
      "Voici le lien pour choisir un nouveau mot de passe. Il fonctionne pendant une heure, une seule fois.",
    button: "Choisir un nouveau mot de passe",
  },
  change_email: {
    subject: "Confirmez votre nouvelle adresse e-mail pour Runnerly",
    text:
      "Vous avez demandé à utiliser cette adresse pour votre compte Runnerly. Le lien fonctionne pendant 24 heures, une seule fois.",
    button: "Utiliser cette adresse",
  },
  email_changed: {
    subject: "L’adresse e-mail de votre compte Runnerly a changé",
    text:
      "Votre compte a désormais une autre adresse e-mail, et celle-ci ne permet plus de l’ouvrir. Si ce n’est pas vous, ouvrez votre compte dans un navigateur où votre session est encore ouverte : choisissez-y un nouveau mot de passe, ce qui ferme toutes les autres sessions, puis remettez votre adresse.",
    button: "Ouvrir mon compte",
  },
  password_changed: {
    subject: "Le mot de passe de votre compte Runnerly a changé",
    text:
      "Votre mot de passe vient d’être changé, et votre session a été fermée dans les autres navigateurs. Si ce n’est pas vous, choisissez tout de suite un nouveau mot de passe.",
    button: "Choisir un nouveau mot de passe",
  },
  report: {
    test: "Ceci est un essai : le bilan des derniers jours écoulés.",
    open: "Voir dans Runnerly",
    actionsTitle: "Un imprévu ?",
    actionsNote: "Chacun de ces liens demande encore une fois avant de changer quoi que ce soit.",
    actions: {
      ill: "J’étais malade",
      skip_week: "Sauter la semaine prochaine",
      move_long: (day) => `Déplacer la sortie longue à ${day}`,
    },
    slowed:
      "Vous n’avez pas couru depuis deux mois : ce message arrive désormais une fois par mois. Vous pouvez changer cela à tout moment.",
    why: "Vous recevez ce message parce que vous vous faites envoyer des bilans.",
    settings: "Changer le moment et le contenu",
    unsubscribe: "Se désabonner",
  },
};
