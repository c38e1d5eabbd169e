import { X509Certificate } from 'node:crypto';

// A leaf, two intermediates and a root is as long as chains get; each link costs a signature check.
const MOST_CERTIFICATES = 6;
const LONGEST_PEM = 40_000;

/** The certificates in a PEM text, in order; empty when there are none, too many, or one that cannot be read. */
export function certificatesIn(pem: string): readonly X509Certificate[] {
  const blocks = pem.length > LONGEST_PEM ? [] : pem.split(BEGIN).slice(1);
  if (blocks.length > MOST_CERTIFICATES) return [];
  return certificatesOf(blocks.map((block) => Buffer.from(block.split(END)[0] ?? '', 'base64')));
}

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';

/** The certificates in DER, or none when one of them cannot be read. */
export function certificatesOf(ders: readonly Buffer[]): readonly X509Certificate[] {
  try {
    return ders.map((der) => new X509Certificate(der));
  } catch {
    return [];
  }
}

/** Whether a certificate is valid at a moment (milliseconds since 1970). */
export const isValidAt = ({ validFromDate, validToDate }: X509Certificate, now: number) =>
  validFromDate.getTime() <= now && now <= validToDate.getTime();

/** Whether an authority's certificate vouches for another: names, the right to sign certificates, and the signature itself. */
export const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate) =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

/** The common name that a certificate is for, if it has exactly one. */
export function commonNameOf({ subject }: X509Certificate): string | undefined {
  const names = (subject ?? '').split('\n').filter((part) => part.startsWith('CN='));
  return names.length === 1 ? names[0]?.slice(3) : undefined;
}

/**
 * Whether the first certificate leads over the others to a trusted root, and all on the way are valid at the moment. What
 * the chain itself calls a root counts for nothing.
 * @param roots - the trusted roots, in PEM
 */
export function isTrustedChain(
  [leaf, ...others]: readonly X509Certificate[],
  roots: readonly string[],
  now: number,
): boolean {
  let current: X509Certificate | undefined = leaf;
  for (let links = 0; current && links < MOST_CERTIFICATES; links += 1) {
    const link: X509Certificate = current;
    if (!isValidAt(link, now)) return false;
    if (parsedRoots(roots).some((root) => isValidAt(root, now) && isIssuedBy(link, root))) return true;
    current = others.find((other) => other.fingerprint256 !== link.fingerprint256 && isIssuedBy(link, other));
  }
  return false;
}

/** Reading 150 roots takes 20 ms, and the list stays the same. */
const read = new WeakMap<readonly string[], readonly X509Certificate[]>();

function parsedRoots(roots: readonly string[]): readonly X509Certificate[] {
  const known = read.get(roots) ?? roots.flatMap((root) => certificatesIn(root));
  read.set(roots, known);
  return known;
}
