import { decodeUtf8, parseJson } from '../content.ts';
import type { Verdict } from '../verdict.ts';
import type { Finding } from './diagnosis.ts';
import { placeOf } from './examine.ts';
import { openBrackets } from './mistakes/body-search.ts';
import { lookalikes } from './mistakes/header-name.ts';
import { otherThanSecret } from './not-a-signing-secret.ts';
import type { Mistake, Patient } from './patient.ts';
import { senderHeaders } from './sender-headers.ts';

type Sign = (patient: Patient, verdict: Verdict) => Omit<Finding, 'proof' | 'certain'> | undefined;

/** What the request or the secret shows by its form, though nothing verifies. It is so; other things can be wrong too. */
export const signs = (patient: Patient, verdict: Verdict): Finding[] =>
  [apiKey, noSecret, missingHeader, truncated].flatMap((sign) => {
    const found = sign(patient, verdict);
    return found ? [{ ...found, proof: 'seen', certain: true } as const] : [];
  });

/** The searches that can still succeed after what was seen. */
export function worthwhile(searches: readonly Mistake[], seen: readonly Finding[]): readonly Mistake[] {
  const ids = seen.map(({ id }) => id);
  if (ids.some((id) => CONCLUSIVE.includes(id))) return [];
  // What is cut off by more than a search can find is not corrupted besides.
  return ids.includes('body-truncated') ? searches.filter(({ id }) => ids.includes(id)) : searches;
}

const CONCLUSIVE = ['api-key', 'secret-unset', 'secret-unusable', 'header-missing'];

const noSecret: Sign = ({ live, liveKeys, scheme, source: { name, provider }, secretPrefix }) =>
  liveKeys.length > 0 || scheme.secretless
    ? undefined
    : {
        id: live.length === 0 ? 'secret-unset' : 'secret-unusable',
        says: `The secret ${secretPrefix}${name} holds nothing that could verify a signature of ${provider.name}.`,
        evidence:
          live.length === 0
            ? 'It has no entry that is live.'
            : `${live.length === 1 ? 'Its entry is' : 'Its entries are'} too short or not of the form of the scheme: ${scheme.summary}.`,
        mend: `Store the signing secret that ${provider.name} shows for this endpoint: breakwater secrets set ${name}`,
      };

const missingHeader: Sign = (patient, verdict) => {
  const { scheme, delivery, source } = patient;
  if (verdict.ok || (verdict.cause !== 'missing-signature' && verdict.cause !== 'missing-timestamp')) return undefined;
  const names = senderHeaders(scheme, delivery, source.settings);
  // What could be the header under another name is no proof that none was sent.
  if (!names?.signature.length || lookalikes(patient).length > 0) return undefined;
  const missing = [...names.signature, ...names.others].filter((name) => !delivery.headers[name]);
  return {
    id: 'header-missing',
    says: `A header that belongs to the signature is not there${missing.length > 0 ? `: ${missing.join(', ')}` : ''}.`,
    evidence: `The request has ${Object.keys(delivery.headers).length} headers, and none of them holds a signature that verifies.`,
    mend: `It is not from ${source.provider.name}, the secret was never set in its settings (then it does not sign), or something on the way drops the header: look there.`,
  };
};

/** Certain only where every live secret is one: where one of several is, another may be the right one. */
const apiKey: Sign = (patient) => {
  const { live, source } = patient;
  const [first] = live.map((secret) => ({ place: placeOf(secret, patient), what: otherThanSecret(secret.trimmed) }));
  if (!first?.what || !live.every(({ trimmed }) => otherThanSecret(trimmed))) return undefined;
  return {
    id: 'api-key',
    says: `In place of the signing secret stands ${first.what}.`,
    evidence: `The text of ${first.place} has its form, and verifies nothing.`,
    mend: `Store the signing secret that ${source.provider.name} shows for this endpoint: breakwater secrets set ${source.name} --replace (see ${source.provider.docs}). What stood there is known to fewer people if you revoke it.`,
  };
};

const truncated: Sign = ({ delivery: { headers, body } }) => {
  const announced = /^\d{1,9}$/.test(headers['content-length'] ?? '') ? Number(headers['content-length']) : undefined;
  if (announced === undefined || announced <= body.length) return undefined;
  const text = decodeUtf8(body) ?? body.toString('latin1');
  const endsEarly = body.length === 0 || (parseJson(text) === undefined && (openBrackets(text)?.length ?? 0) > 0);
  return endsEarly
    ? {
        id: 'body-truncated',
        says: 'The body is not whole: its end did not arrive.',
        evidence: `Its header announces ${announced} bytes and there are ${body.length}${body.length > 0 ? ', and the JSON in it is never closed' : ''}.`,
        mend: 'Find what cuts it off on its way (a size limit, a connection closed early). Ask the provider to send it again.',
      }
    : undefined;
};
