/** An application that proves itself by a certificate: it signs a statement, and sends that instead of a secret. */
import { createHash, createPrivateKey, type KeyObject, randomUUID, sign, X509Certificate } from "node:crypto";
import { type Clock, systemClock } from "../clock.js";
import { ConfigurationError } from "../errors.js";
import type { TokenSource } from "../http/token-source.js";
import { type ApplicationOptions, applicationGrant, assertionType } from "./token-request.js";
import { CachedTokenSource } from "./token-sources.js";

/** An application and its certificate. */
export interface ClientCertificateOptions extends ApplicationOptions {
  /** PEM text with the certificate and its private key (RSA), in any order; or that text in base64. */
  readonly certificate: string;
  /** Of the private key, if that is encrypted. */
  readonly password?: string | undefined;
}

/** Milliseconds that a signed statement is good for; Microsoft Entra takes at most a day, and asks for minutes. */
const lifeMs = 10 * 60_000;

/**
 * Tokens by a certificate (v2 endpoint), cached and renewed as those by a secret.
 *
 * @throws ConfigurationError for a certificate or key that cannot be read, or that do not belong together.
 */
export function clientCertificateTokenSource(options: ClientCertificateOptions): TokenSource {
  const { clientId, origin, clock = systemClock } = options;
  const pair = readCertificate(options.certificate, options.password, origin);
  const until = new Date(pair.certificate.validTo).toISOString().slice(0, 10);
  const grant = applicationGrant(options, {
    version: 2,
    fields: (tokenUrl) => ({
      client_assertion_type: assertionType,
      client_assertion: signedAssertion(pair, clientId, tokenUrl, clock),
    }),
    advice:
      `that the certificate with the thumbprint ${thumbprint(pair.certificate).toString("hex").toUpperCase()} ` +
      `(valid until ${until}) was uploaded to the application`,
  });
  return new CachedTokenSource(origin, clock, grant);
}

interface Pair {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

/** SHA-1 of the certificate, as Microsoft Entra knows certificates. */
const thumbprint = (certificate: X509Certificate) => createHash("sha1").update(certificate.raw).digest();

function readCertificate(text: string, password: string | undefined, origin: string): Pair {
  const pem = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString();
  const wrong = (what: string) => new ConfigurationError(`${what} It comes from ${origin}.`);
  const block = (name: RegExp) =>
    [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g)].find(([, title = ""]) =>
      name.test(title),
    )?.[0];
  const [certificateText, keyText] = [block(/^CERTIFICATE$/), block(/PRIVATE KEY$/)];
  if (certificateText === undefined || keyText === undefined) {
    throw wrong(
      "The client certificate must be PEM text with a CERTIFICATE and a PRIVATE KEY. Make it from a .pfx or .p12 " +
        "file by `openssl pkcs12 -in FILE -out certificate.pem -nodes`.",
    );
  }
  let pair: Pair;
  try {
    pair = {
      certificate: new X509Certificate(certificateText),
      key: createPrivateKey({ key: keyText, ...(password === undefined ? {} : { passphrase: password }) }),
    };
  } catch {
    // The reason of the library is left out: nothing of the key may be shown.
    throw wrong("The client certificate or its private key cannot be read. Check the file and the password.");
  }
  if (pair.key.asymmetricKeyType !== "rsa")
    throw wrong("The private key of the client certificate must be an RSA key.");
  if (!pair.certificate.checkPrivateKey(pair.key)) {
    throw wrong("The client certificate and the private key do not belong together.");
  }
  return pair;
}

/** RFC 7523, signed with RS256; `x5t` tells which certificate. */
function signedAssertion({ certificate, key }: Pair, clientId: string, tokenUrl: string, clock: Clock): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const from = Math.floor(clock.now() / 1000);
  const header = part({ alg: "RS256", typ: "JWT", x5t: thumbprint(certificate).toString("base64url") });
  const claims = part({
    aud: tokenUrl,
    iss: clientId,
    sub: clientId,
    jti: randomUUID(),
    nbf: from,
    iat: from,
    exp: from + lifeMs / 1000,
  });
  return `${header}.${claims}.${sign("RSA-SHA256", Buffer.from(`${header}.${claims}`), key).toString("base64url")}`;
}
