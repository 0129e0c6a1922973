/** Self-signed certificates for tests, made anew each time, so that no private key lies in the repository. */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
const time = (year: number) => der(0x17, Buffer.from(`${String(year % 100).padStart(2, "0")}0101000000Z`));
const rsaWithSha256 = sequence(der(0x06, Buffer.from("2a864886f70d01010b", "hex")), der(0x05));

function name(text: string): Buffer {
  return sequence(der(0x31, sequence(der(0x06, Buffer.from("550403", "hex")), der(0x0c, Buffer.from(text)))));
}

export interface TestCertificate {
  readonly certificate: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** The certificate's bytes. */
  readonly raw: Buffer;
  /** The private key as PEM text; encrypted if there is a password. */
  key(password?: string): string;
}

export function testCertificate(): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    rsaWithSha256,
    name("test"),
    sequence(time(2020), time(2049)),
    name("test"),
    publicKey.export({ type: "spki", format: "der" }),
  );
  const raw = sequence(signed, rsaWithSha256, der(0x03, Buffer.from([0]), sign("RSA-SHA256", signed, privateKey)));
  const lines = raw.toString("base64").replace(/(.{64})/g, "$1\n");
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    privateKey,
    publicKey,
    raw,
    key: (password) =>
      privateKey
        .export({
          type: "pkcs8",
          format: "pem",
          ...(password === undefined ? {} : { cipher: "aes-256-cbc", passphrase: password }),
        })
        .toString(),
  };
}
