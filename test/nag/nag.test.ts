import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { defineWebhooks } from '../../core/index.ts';
import { ACCEPTED_FINDINGS } from '../../lib/accepted-findings.ts';
import { WebhookStack } from '../../lib/index.ts';
import { constructApp, examples, sample } from './example-apps.ts';
import { acknowledgements, allFindings, isFor, openFindings } from './findings.ts';
import { NIST_ANSWERS } from './nist-answers.ts';
import { nistFindings, nistRule } from './nist-report.ts';

const used = new Set<string>();
const nistRules = new Set<string>();

describe.each([sample, ...examples])('cdk-nag on $name', (example) => {
  let app: App;
  beforeAll(async () => {
    app = await constructApp(example);
  });

  test('finds nothing that has no reason', () => {
    expect(openFindings(app)).toEqual([]);
  });

  test('finds everything that a reason is given for', () => {
    const found = allFindings(app);
    const given = acknowledgements(app);
    expect(given.filter((each) => !found.some((finding) => isFor(each, finding)))).toEqual([]);
    expect(given.length).toBeGreaterThan(5);
    for (const finding of nistFindings(app)) nistRules.add(nistRule(finding));
    for (const { id, reason } of given) used.add(`${id}: ${reason}`);
  });
});

test('every reason is given in the sample or in an example', () => {
  const reasons = Object.values(ACCEPTED_FINDINGS).flatMap((findings) => Object.entries<string>(findings));
  expect(reasons.map(([id, reason]) => `${id}: ${reason}`).filter((each) => !used.has(each))).toEqual([]);
});

test('the report on NIST 800-53 R5 has an answer for each rule that finds something, and no other', () => {
  expect(Object.keys(NIST_ANSWERS).sort()).toEqual([...nistRules].sort());
});

test('cdk-nag as a plugin lets a synthesis succeed, with nested stacks, and with an access log of a REST API', () => {
  const names = Array.from({ length: 41 }, (_, index) => `notify-${index}`);
  const webhooks = defineWebhooks({
    sources: { github: {} },
    processors: Object.fromEntries(names.map((name) => [name, { on: { github: ['push'] } }])),
  });
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const throttle = { rateLimit: 100, burstLimit: 200 };
  new WebhookStack(app, 'Many', { webhooks, throttle, access: { kind: 'rest-api', accessLog: true } });
  expect(app.synth().stacks).toHaveLength(1);
  expect(acknowledgements(app).filter(({ id }) => /APIG1|AccessLog|Throttling/.test(id))).toEqual([]);
});
