export interface Passwords {
  hash(password: string): Promise<string>;
  /** Also takes its time for `undefined`, so that an unknown account answers no faster. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
  /** Whether the password, in any case, is on the list of common ones. */
  isCommon(password: string): Promise<boolean>;
}

type PasswordProblem = "too_short" | "too_long" | "common" | "is_email";

const MIN_LENGTH = 10;
/** Argon2 takes any length; the bound keeps a megabyte from being hashed. */
const MAX_LENGTH = 200;

/** Why a password is refused, if it is. Length and what attackers try first matter, character classes do not (NIST SP 800-63B). */
export async function judgePassword(
  passwords: Passwords,
  password: string,
  email: string,
): Promise<PasswordProblem | undefined> {
  const length = [...password].length;
  if (length < MIN_LENGTH) return "too_short";
  if (length > MAX_LENGTH) return "too_long";
  if (password.toLowerCase() === email.toLowerCase()) return "is_email";
  if (await passwords.isCommon(password)) return "common";
}
