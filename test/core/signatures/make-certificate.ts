import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface CertificateOptions {
  /** The common name. */
  readonly name: string;
  /** @default - signed by itself */
  readonly issuer?: MadeCertificate;
  /** Whether it may sign others. @default false */
  readonly isAuthority?: boolean;
  readonly from: number;
  readonly to: number;
  /** @default 'ec' */
  readonly key?: 'ec' | 'rsa';
  /** Whether it says what it may be used for; who says nothing may be used for everything but that. @default true */
  readonly saysUsage?: boolean;
  /** Dotted identifiers of further extensions. */
  readonly extensions?: readonly string[];
}

export interface MadeCertificate {
  readonly name: string;
  readonly der: Buffer;
  readonly pem: string;
  readonly privateKey: KeyObject;
  /** The private key as the base64 of its DER. */
  readonly signWith: string;
}

/** Makes a certificate (RFC 5280) that is good for tests: with a date of our own, so that none of them ever expires. */
export function makeCertificate(options: CertificateOptions): MadeCertificate {
  const { name, issuer, from, to, isAuthority = false, saysUsage = true, extensions = [] } = options;
  const { privateKey } =
    options.key === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const signer = issuer?.privateKey ?? privateKey;
  const algorithm = signer.asymmetricKeyType === 'rsa' ? seq(oid('1.2.840.113549.1.1.11'), der(5)) : seq(oid(ECDSA));
  const listed = [
    extension('2.5.29.19', seq(...(isAuthority ? [der(1, Buffer.from([255]))] : []))),
    ...(saysUsage ? [extension('2.5.29.15', der(3, Buffer.from(isAuthority ? [2, 0x84] : [7, 0x80])))] : []),
    extension('2.5.29.17', seq(der(0x82, Buffer.from('localhost')))),
    ...extensions.map((id) => extension(id, der(5))),
  ];
  const body = seq(
    der(0xa0, der(2, Buffer.from([2]))),
    der(2, Buffer.from([1, ...Buffer.from(name).subarray(0, 8)])),
    algorithm,
    commonName(issuer?.name ?? name),
    seq(time(from), time(to)),
    commonName(name),
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    der(0xa3, seq(...listed)),
  );
  const whole = seq(body, algorithm, der(3, Buffer.concat([Buffer.alloc(1), sign('sha256', body, signer)])));
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    name,
    der: whole,
    pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    privateKey,
    signWith: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
}

const ECDSA = '1.2.840.10045.4.3.2';

function der(tag: number, ...values: readonly Buffer[]): Buffer {
  const value = Buffer.concat(values);
  const bytes = value.length < 128 ? [value.length] : [0x82, value.length >> 8, value.length & 255];
  return Buffer.concat([Buffer.from([tag, ...bytes]), value]);
}

const seq = (...values: readonly Buffer[]) => der(0x30, ...values);

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((number) => {
    const septets = [number & 127];
    for (let left = number >> 7; left > 0; left >>= 7) septets.unshift((left & 127) | 128);
    return septets;
  });
  return der(6, Buffer.from(bytes));
}

const extension = (id: string, value: Buffer) => seq(oid(id), der(4, value));
const commonName = (name: string) => seq(der(0x31, seq(oid('2.5.4.3'), der(0x0c, Buffer.from(name)))));
const time = (at: number) =>
  der(
    0x17,
    Buffer.from(
      `${new Date(at)
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2)}`,
    ),
  );
