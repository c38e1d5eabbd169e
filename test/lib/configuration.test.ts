import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { defineWebhooks } from '../../core/index.ts';
import { ConfigurationError, WebhookStack, type WebhookStackProps } from '../../lib/index.ts';
import { synthesize, webhooks } from './synthesize.ts';

const directory = mkdtempSync(join(tmpdir(), 'breakwater-configuration-'));
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

/** The problems for which a stack that bundles is refused. */
function problems(props: WebhookStackProps, context: Record<string, unknown> = {}, name = 'Hooks') {
  try {
    new WebhookStack(new App({ context }), name, props);
  } catch (error) {
    if (error instanceof ConfigurationError) return { file: error.file, problems: error.problems };
    throw error;
  }
  return undefined;
}

const OTHER = `
  import { defineWebhooks } from 'breakwater';
  export const webhooks = defineWebhooks({ sources: { github: {} }, processors: { other: { on: { github: ['push'] } } } });`;

describe('another configuration, named by -c config', () => {
  test('takes the place of the stack’s own', () => {
    const { stack, template } = synthesize({ webhooks }, { config: file('other.ts', OTHER) });
    expect(Object.keys(stack.processors)).toEqual(['other']);
    template.hasResourceProperties('AWS::SecretsManager::Secret', { Name: 'Hooks/github' });
  });

  test('may be a JSON file', () => {
    const json = JSON.stringify({ sources: { acme: { provider: 'standard-webhooks' } } });
    const { template } = synthesize({ webhooks }, { config: file('other.json', json) });
    template.hasResourceProperties('AWS::SecretsManager::Secret', { Name: 'Hooks/acme' });
  });
});

describe('a broken configuration is refused, and all that is wrong is said', () => {
  const refusal = (config: string) => problems({}, { config });

  test('when a JSON file names what there is not', () => {
    const config = file(
      'wrong.json',
      JSON.stringify({ sources: { strip: {} }, processors: { x: { on: { github: ['*'] } } } }),
    );
    expect(refusal(config)).toEqual({
      file: config,
      problems: [
        expect.stringContaining('source "strip": there is no provider "strip"; the nearest are stripe, '),
        'processor "x": there is no source "github"; there are: strip',
      ],
    });
  });

  test('when a module does', () => {
    const config = file('wrong.ts', OTHER.replace('github: {}', 'githup: {}'));
    expect(refusal(config)?.problems).toEqual([
      expect.stringContaining('source "githup": there is no provider "githup"'),
      'processor "other": there is no source "github"; there are: githup',
    ]);
  });

  test('when an option of a module’s throws', () => {
    const config = file('throws.ts', `throw new Error('the signature has no header'); export const webhooks = {};`);
    expect(refusal(config)?.problems).toEqual(['the signature has no header']);
  });

  test('when a JSON file is not JSON', () => {
    expect(refusal(file('broken.json', '{'))?.problems).toEqual([expect.stringContaining('JSON')]);
  });

  test('when a module does not compile, with the place', () => {
    const config = file('broken.ts', 'export const webhooks = {\n  sources: };');
    expect(refusal(config)?.problems).toEqual([expect.stringMatching(/broken\.ts:2:12: Unexpected "}"$/)]);
  });

  test('when a module exports something else', () => {
    expect(refusal(file('empty.ts', 'export const hooks = {};'))?.problems).toEqual([
      'it has to say: export const webhooks = defineWebhooks({ … })',
    ]);
  });

  test('when there is no such file', () => {
    expect(refusal('nowhere.ts')).toEqual({ file: 'nowhere.ts', problems: ['there is no such file'] });
  });

  test('when a processor has no module, with the places', () => {
    const config = file('other.ts', OTHER);
    expect(refusal(config)?.problems).toEqual([
      expect.stringMatching(
        /^processor "other" has no module: looked for \.\/lambda\/processors\/other\.ts, \.\/lambda\/processors\/other\.js, \S+\/processors\/other\.ts, \S+\/processors\/other\.js;/,
      ),
    ]);
  });

  test('when the functions would get another one than the stack', () => {
    expect(problems({ webhooks })).toEqual({
      file: 'bin/webhooks.ts',
      problems: [expect.stringContaining('other webhooks than the stack "Hooks" is given')],
    });
  });
});

describe('names that AWS would refuse are refused before', () => {
  const on = { stripe: ['*'] };
  const refusal = (processors: Parameters<typeof defineWebhooks>[0]['processors'], name?: string) =>
    problems(
      { webhooks: defineWebhooks({ sources: { stripe: {} }, processors }) },
      { 'aws:cdk:bundling-stacks': [] },
      name,
    )?.problems;

  test('when a queue’s is too long, saying how long it may be', () => {
    const name = 'a'.repeat(48);
    const stack = `S${'x'.repeat(20)}`;
    expect(refusal({ [name.slice(1, 47)]: { on } }, stack)).toBeUndefined();
    expect(refusal({ [name.slice(1)]: { on } }, stack)).toEqual([
      expect.stringMatching(/which is 81 characters; SQS allows 80, which leaves 46 for the processor's name/),
    ]);
  });

  test('when a processor’s queue would be the dead-letter queue of another', () => {
    expect(refusal({ pay: { on }, 'pay-dead-letter': { on } })).toEqual([
      'processor "pay-dead-letter": the queue "Hooks-pay-dead-letter" is the dead-letter queue of the processor "pay"',
    ]);
  });

  test('when two processors differ by a dash only', () => {
    expect(refusal({ 'v-1': { on }, v1: { on } })).toEqual([expect.stringContaining('processor "v1": another one')]);
  });
});
