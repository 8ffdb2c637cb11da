export const mails = {
  hello: (name: string | null) => name ? `Hello ${name},` : "Hello,",
  ignore: "You did not ask for this? Then ignore this mail, and nothing happens.",
  footer: "You get this mail because of your account at Runnerly.",
  linkHelp: "If the button does not work, copy this address into your browser:",
  confirm: {
    subject: "Confirm your e-mail for Runnerly",
    text:
      "Welcome to Runnerly. Confirm that this address is yours; the link works for 24 hours, once.",
    button: "Confirm e-mail",
  },
  already_registered: {
    subject: "You already have a Runnerly account",
    text:
      "Somebody, probably you, tried to sign up with this address, but it has an account already. You can sign in, or set a new password if you have forgotten it.",
    button: "Sign in",
  },
  reset: {
    subject: "Set a new password for Runnerly",
    text: "Here is the link to set a new password. It works for one hour, once.",
    button: "Set a new password",
  },
  change_email: {
    subject: "Confirm your new e-mail for Runnerly",
    text:
      "You asked to use this address for your Runnerly account. The link works for 24 hours, once.",
    button: "Use this e-mail",
  },
  email_changed: {
    subject: "Your Runnerly e-mail was changed",
    text:
      "Your account now has another e-mail, and this address no longer opens it. If this was not you, open your account in a browser where you are still signed in: set a new password there, which signs out every other browser, then set your own e-mail again.",
    button: "Open my account",
  },
  password_changed: {
    subject: "Your Runnerly password was changed",
    text:
      "Your password was just changed, and other browsers were signed out. If this was not you, set a new password now.",
    button: "Set a new password",
  },
  report: {
    test: "This is a test: the report on the days that were over last.",
    open: "See it in Runnerly",
    actionsTitle: "Something came in between?",
    actionsNote: "Each of these asks once more before it changes anything.",
    actions: {
      ill: "I was ill",
      skip_week: "Skip next week",
      move_long: (day: string) => `Move the long run to ${day}`,
    },
    slowed:
      "You ran nothing for two months, so from now on this mail comes once a month. You can change that at any time.",
    why: "You get this because you have reports sent to you.",
    settings: "Change when and what",
    unsubscribe: "Unsubscribe",
  },
};
