import type { Access } from '../../../lib/index.ts';
import type { FullTemplate } from '../../deploy/template.ts';
import { templateProblems } from '../../deploy/template-problems.ts';
import { synthesize, webhooks } from '../synthesize.ts';

const domain = { name: 'hooks.example.com', hostedZone: { id: 'Z0123', name: 'example.com' } };
const mutualTls = { trustStore: 's3://bank-certificates/clients.pem' };

test.each<Access>([
  { kind: 'http-api', domain, mutualTls, dualStack: true },
  { kind: 'rest-api', domain, mutualTls, allowAddresses: ['192.0.2.0/24'] },
  { kind: 'cloudfront', domain, keyGeneration: 2 },
])('CloudFormation takes the template of %j', (access) => {
  const { template } = synthesize({ webhooks, access, env: { region: 'us-east-1', account: '123456789012' } });
  expect(templateProblems(template.toJSON() as FullTemplate)).toEqual([]);
});
