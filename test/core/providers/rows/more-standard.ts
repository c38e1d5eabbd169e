import { providers } from '../../../../core/providers/index.ts';
import { BASE64_SECRET, OTHER_BASE64_SECRET, row, type Sender } from '../sender.ts';

const STANDARD: Partial<Sender> = {
  secret: `whsec_${BASE64_SECRET}`,
  otherSecret: `whsec_${OTHER_BASE64_SECRET}`,
  signsTime: true,
  needs: ['webhook-id', 'webhook-timestamp'],
  separator: ' ',
};

/** The rows of more providers that send Standard Webhooks. */
export const moreStandard: readonly Sender[] = [
  row('lithic', providers.lithic, 'webhook-signature', STANDARD),
  row('anthropic', providers.anthropic, 'webhook-signature', STANDARD),
  row('dodo-payments', providers['dodo-payments'], 'webhook-signature', STANDARD),
  row('whop', providers.whop, 'webhook-signature', STANDARD),
  row('privy', providers.privy, 'webhook-signature', STANDARD),
  row('seam', providers.seam, 'webhook-signature', STANDARD),
  row('liveblocks', providers.liveblocks, 'webhook-signature', STANDARD),
  row('replicate', providers.replicate, 'webhook-signature', STANDARD),
  row('stytch', providers.stytch, 'webhook-signature', STANDARD),
  row('loops', providers.loops, 'webhook-signature', STANDARD),
  row('render', providers.render, 'webhook-signature', STANDARD),
  row('incident-io', providers['incident-io'], 'webhook-signature', STANDARD),
  row('brex', providers.brex, 'webhook-signature', {
    ...STANDARD,
    secret: BASE64_SECRET,
    otherSecret: OTHER_BASE64_SECRET,
  }),
  row('etsy', providers.etsy, 'webhook-signature', STANDARD),
  row('polar', providers.polar, 'webhook-signature', {
    signsTime: true,
    needs: ['webhook-id', 'webhook-timestamp'],
    separator: ' ',
  }),
  row('imagekit', providers.imagekit, 'webhook-signature', {
    signsTime: true,
    needs: ['webhook-id', 'webhook-timestamp'],
    separator: ' ',
  }),
  row('composio', providers.composio, 'webhook-signature', {
    signsTime: true,
    needs: ['webhook-id', 'webhook-timestamp'],
    separator: ' ',
  }),
];
