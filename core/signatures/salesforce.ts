import { decodeUtf8 } from '../content.ts';
import { sameText } from '../same-text.ts';
import { soapNotifications } from '../soap-notifications.ts';
import { refused } from '../verdict.ts';
import { credentialScheme } from './credential.ts';
import type { Scheme } from './scheme.ts';
import { inQuery } from './secret-place.ts';

const inUrl = credentialScheme(inQuery('secret'));

/**
 * Salesforce signs nothing: the secret is in the URL, and the organization has to be the right one. Another organization
 * that gets to know the URL still writes its own id into its messages.
 */
export const salesforceScheme: Scheme = {
  ...inUrl,
  summary: `${inUrl.summary}, and the OrganizationId in the message`,
  async verify(delivery, keys, context) {
    const verdict = await inUrl.verify(delivery, keys, context);
    if (!verdict.ok) return verdict;
    const expected = context.settings?.organizationId;
    const given = soapNotifications(decodeUtf8(delivery.body) ?? '')?.organizationId;
    // The last three of 18 characters only repeat which of the others are capitals.
    const isSame = expected && given && sameText(expected.slice(0, 15), given.slice(0, 15));
    return isSame ? verdict : refused('wrong-signature');
  },
  sign(delivery, secret, context) {
    const organization = `<OrganizationId>${context.settings?.organizationId}</OrganizationId>`;
    const body = context.settings?.organizationId
      ? Buffer.from(delivery.body.toString().replace(/<OrganizationId>[^<]*<\/OrganizationId>/, organization))
      : delivery.body;
    return inUrl.sign({ ...delivery, body }, secret, context);
  },
};
