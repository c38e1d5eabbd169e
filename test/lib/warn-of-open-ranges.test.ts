import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { parseWebhooks } from '../../core/index.ts';
import { synthesize } from './synthesize.ts';

test('a list that lets everybody in is warned of, and another is not', () => {
  const webhooks = parseWebhooks({
    sources: {
      github: { allowAddresses: ['0.0.0.0/0', '::/0'] },
      stripe: { allowAddresses: 'published' },
    },
  });
  const { stack } = synthesize({ webhooks, access: { kind: 'rest-api', waf: false, allowAddresses: ['::/0'] } });
  const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
  expect(warnings.map(({ entry }) => String(entry.data).split(', which')[0])).toEqual([
    '"allowAddresses" of the source "github" names 0.0.0.0/0',
    '"allowAddresses" of the source "github" names ::/0',
    '"allowAddresses" of "access" names ::/0',
  ]);
});
