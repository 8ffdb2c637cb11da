import { Buffer } from "node:buffer";

/** A self-signed certificate for 127.0.0.1, valid for a day around now (X.509 v3, RFC 5280; P-256). In PEM. */
export async function selfSignedCertificate(): Promise<{ key: string; cert: string }> {
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("spki", keys.publicKey));
  const body = toBeSigned(publicKey, Date.now());
  const signature = await crypto.subtle.sign(
    { name: "ECDSA", hash: "SHA-256" },
    keys.privateKey,
    Uint8Array.from(body),
  );
  const cert = sequence(body, ECDSA_SHA256, bitString(derSignature(new Uint8Array(signature))));
  const key = new Uint8Array(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  return { key: pem("PRIVATE KEY", key), cert: pem("CERTIFICATE", cert) };
}

const DAY_MS = 86_400_000;
const ECDSA_SHA256 = sequence(der(0x06, [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));
const COMMON_NAME = [0x55, 0x04, 0x03];
const SUBJECT_ALT_NAME = [0x55, 0x1d, 0x11];
const BASIC_CONSTRAINTS = [0x55, 0x1d, 0x13];

function toBeSigned(publicKey: Uint8Array, now: number): Uint8Array {
  const name = sequence(
    der(0x31, sequence(der(0x06, COMMON_NAME), der(0x0c, ascii("Mailbox under test")))),
  );
  const extensions = sequence(
    sequence(der(0x06, SUBJECT_ALT_NAME), der(0x04, sequence(der(0x87, [127, 0, 0, 1])))),
    sequence(der(0x06, BASIC_CONSTRAINTS), der(0x04, sequence(der(0x01, [0xff])))),
  );
  return sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, [1]),
    ECDSA_SHA256,
    name,
    sequence(utcTime(now - DAY_MS / 2), utcTime(now + DAY_MS / 2)),
    name,
    publicKey,
    der(0xa3, extensions),
  );
}

function der(tag: number, content: ArrayLike<number>): Uint8Array {
  const { length } = content;
  const size = length < 128
    ? [length]
    : length < 256
    ? [0x81, length]
    : [0x82, length >> 8, length & 255];
  return Uint8Array.from([tag, ...size, ...Array.from(content)]);
}

function sequence(...parts: Uint8Array[]): Uint8Array {
  return der(0x30, Buffer.concat(parts));
}

function bitString(content: Uint8Array): Uint8Array {
  return der(0x03, [0, ...content]);
}

/** WebCrypto gives r and s side by side, X.509 wants them as two integers. */
function derSignature(raw: Uint8Array): Uint8Array {
  return sequence(...[raw.subarray(0, 32), raw.subarray(32)].map((half) => {
    const digits = [...half.subarray(half.findIndex((byte) => byte !== 0))];
    return der(0x02, digits[0] > 127 ? [0, ...digits] : digits);
  }));
}

function utcTime(at: number): Uint8Array {
  return der(0x17, ascii(new Date(at).toISOString().slice(2, 19).replace(/\D/g, "") + "Z"));
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function pem(label: string, content: Uint8Array): string {
  const lines = Buffer.from(content).toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
