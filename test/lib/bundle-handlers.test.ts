import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { bundleHandlers, ConfigurationError, WebhookStack } from '../../lib/index.ts';
import { webhooks } from './synthesize.ts';

const directory = mkdtempSync(join(tmpdir(), 'breakwater-bundles-'));
afterAll(() => rmSync(directory, { recursive: true }));

interface FunctionResource {
  readonly Type: string;
  readonly Properties: { readonly Description: string };
  readonly Metadata: Readonly<Record<string, unknown>>;
}

/** The functions of the sample stack, synthesized with their code, by the name of their bundle’s module. */
function synthesizeSample(outdir: string) {
  const app = new App({ outdir, context: { 'aws:cdk:enable-asset-metadata': true } });
  new WebhookStack(app, 'Webhooks');
  const resources: FunctionResource[] = Object.values(app.synth().getStackByName('Webhooks').template.Resources);
  return resources
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .map(({ Metadata }) => ({
      recipe: Metadata['breakwater:bundle'],
      asset: String(Metadata['aws:asset:path']),
      file: join(outdir, String(Metadata['aws:asset:path']), 'index.mjs'),
    }));
}

describe('the code of the sample stack', () => {
  const functions = synthesizeSample(join(directory, 'first'));
  const [verifier] = functions;
  const texts = functions.map(({ file }) => readFileSync(file, 'utf8'));

  test('is one module for each function, which exports its handler', () => {
    expect(functions).toHaveLength(4);
    for (const { file } of functions) expect(readdirSync(join(file, '..'))).toEqual(['index.mjs']);
    for (const text of texts) expect(text).toMatch(/export\{[^}]*\bas handler\b[^}]*\};?\s*$/);
  });

  test('needs nothing that is not in it or in Node', () => {
    const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
    for (const text of texts) {
      const imported = [...text.matchAll(/(?:^|;|\})import(?:[^"'();]*?from)?["']([^"']+)["']/g)].map(
        ([, name]) => name,
      );
      expect(imported.length).toBeGreaterThan(0);
      expect(imported.filter((name = '') => !builtins.has(name))).toEqual([]);
    }
  });

  test('leaves out what of the SDK no function of ours runs', () => {
    for (const text of texts) {
      expect(text).toContain('no AWS credentials in the environment');
      expect(text).not.toContain('fromSSO');
    }
  });

  test('is small enough to start fast', () => {
    for (const { file } of functions) expect(statSync(file).size).toBeLessThan(300 * 1024);
  });

  test('of the verifier holds the configuration', () => {
    const [text] = texts;
    expect(text).toContain('payment_intent.*');
  });

  test('of the verifier holds the providers that the configuration names, and no others', () => {
    const [text = ''] = texts;
    const headers = { stripe: 'Stripe-Signature', github: 'X-Hub-Signature-256', slack: 'X-Slack-Signature' };
    for (const header of Object.values(headers)) expect(text).toContain(header);
    for (const header of ['x-xero-signature', 'BOX-DELIVERY', 'PAYPAL-'])
      expect(text).not.toMatch(new RegExp(header, 'i'));
  });

  test('can be made again from what the template says', () => {
    expect(verifier?.recipe).toEqual({
      entry: './lambda/verifier/start.ts',
      alias: expect.objectContaining({
        '#webhooks': './bin/webhooks.ts',
        '@aws-sdk/credential-provider-node': './lambda/aws/lean/credential-provider-node.ts',
      }),
    });
    expect(functions.map(({ recipe }) => recipe)).toContainEqual(
      expect.objectContaining({ entry: './lambda/processors/record-payment.ts' }),
    );
  });

  test('has the same hash when it is made again elsewhere', () => {
    const again = synthesizeSample(join(directory, 'second'));
    expect(again.map(({ asset }) => asset)).toEqual(functions.map(({ asset }) => asset));
  });
});

describe('a handler that cannot be bundled', () => {
  function problems(text: string): readonly string[] {
    const module = join(directory, 'handler.ts');
    writeFileSync(module, text);
    const stack = new Stack(new App({ outdir: join(directory, 'broken') }), 'Broken');
    try {
      bundleHandlers(stack, { broken: module }, { file: 'bin/webhooks.ts', webhooks });
    } catch (error) {
      if (error instanceof ConfigurationError) return error.problems;
      throw error;
    }
    return [];
  }

  test('is refused with the place of the mistake', () => {
    expect(problems('export const handler = async () => {\n  const x = ;\n};')).toEqual([
      expect.stringMatching(/handler\.ts:2:13: Unexpected ";"$/),
    ]);
  });

  test('is refused when it imports what is not there', () => {
    expect(problems("import 'nothing-of-this-name';\nexport const handler = async () => {};")).toEqual([
      expect.stringMatching(/handler\.ts:1:8: Could not resolve "nothing-of-this-name"$/),
    ]);
  });

  test('is refused when it exports no handler', () => {
    expect(problems('export default async () => {};')).toEqual([
      expect.stringMatching(/handler\.ts exports no "handler"$/),
    ]);
  });

  test('is bundled once it is right', () => {
    expect(problems('export const handler = async () => {};')).toEqual([]);
  });
});
