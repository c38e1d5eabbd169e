import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MOST_KEPT_A_MINUTE } from '../../core/quarantine.ts';
import { endRuns, type RunInProcess, startRun } from '../local/run-in-process.ts';
import { floodCalls, mostCounted, mostSecretReads } from './flood-verdict.ts';
import { type AwsCall, forgeryFlood, processedIds } from './forgery-flood.ts';
import { growth, watchMemory } from './memory-watch.ts';
import { eventually, temporaryDirectory } from './running.ts';

export interface FloodTest {
  readonly forgeries: number;
  readonly forgeriesPerEvent: number;
  readonly timeoutMs: number;
}

/** A verifier's memory may be larger in the end by this part, and by what its allocator keeps as it likes. */
const MARGIN = 0.1;
const MARGIN_MB = 10;

const SOURCES = 2;

/** Floods a local run, and holds what it did against what a forgery may cost. */
export function testFlood({ forgeries, forgeriesPerEvent, timeoutMs }: FloodTest): void {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const directory = temporaryDirectory();
  const effects = join(directory, 'effects');
  const calls: AwsCall[] = [];
  const verifiers = new Set<number>();
  let run: RunInProcess;

  beforeAll(async () => {
    writeFileSync(effects, '');
    const assembly = join(directory, 'assembly');
    const context = JSON.stringify({
      config: resolve('test/scenarios/fixtures/webhooks.ts'),
      'aws:cdk:enable-asset-metadata': true,
    });
    const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: context };
    execFileSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], { env });
    boundHeaps(join(assembly, 'Webhooks.template.json'));
    const intercept = (call: AwsCall) => {
      calls.push(call);
      if (call.functionName?.includes('Verifier') && call.processId) verifiers.add(call.processId);
      return 'pass' as const;
    };
    run = await startRun({ assembly, secrets: { stripe: [secret], acme: [secret] }, intercept });
  }, 90_000);
  afterAll(endRuns);

  test(
    `${forgeries} forgeries cost no more than what is written down, while every real event is processed`,
    async () => {
      const memory = watchMemory(() => verifiers, Math.max(100, forgeries / 100));
      const answered = await forgeryFlood({ url: run.url, secret, effects, forgeries, forgeriesPerEvent });
      memory.stop();
      const ids = [...answered.events.keys()].sort();
      const processed = await eventually(
        async () => processedIds(effects),
        (seen) => seen.length >= ids.length,
        60_000,
      );
      const found = floodCalls(calls);
      const seconds = answered.milliseconds / 1000;
      const grown = [...memory.samples].map(([process, samples]) => ({ process, ...growth(samples) }));
      report({ forgeries, seconds, answered: answered.forgeries, events: ids.length, found, grown });

      expect(Object.keys(answered.forgeries).sort()).toEqual([
        'another secret: 401',
        'malformed: 401',
        'no signature: 401',
        'unknown source: 404',
      ]);
      expect([...answered.events.values()].filter((status) => status !== 200)).toEqual([]);
      expect(new Set(processed)).toEqual(new Set(ids));

      // A call whose answer was late is made again.
      expect(new Set(found.recorded)).toEqual(new Set(ids));
      expect(new Set(found.sent)).toEqual(new Set(ids));
      expect(found.others).toEqual([]);
      expect(Math.max(...found.ahead.values())).toBe(1);
      expect(verifiers.size).toBeGreaterThan(1);
      for (const reads of found.secrets.values()) expect(reads).toBeLessThanOrEqual(mostSecretReads(SOURCES, seconds));
      expect(Math.max(...found.kept.values())).toBeLessThanOrEqual(MOST_KEPT_A_MINUTE);
      expect(Math.max(...found.counted.values())).toBeLessThanOrEqual(mostCounted(verifiers.size));
      expect(grown.length).toBe(verifiers.size);
      for (const { early, late } of grown) expect(late).toBeLessThanOrEqual(early * (1 + MARGIN) + MARGIN_MB);
    },
    timeoutMs,
  );
}

/**
 * V8 lets the space of its young objects grow to 48 MB, over minutes, whatever is kept. In little space the figures tell
 * what is kept.
 */
function boundHeaps(file: string): void {
  const template = JSON.parse(readFileSync(file, 'utf8'));
  for (const { Type, Properties } of Object.values<{ Type: string; Properties: Resource }>(template.Resources)) {
    if (Type === 'AWS::Lambda::Function' && Properties.Environment)
      Properties.Environment.Variables.NODE_OPTIONS = '--max-semi-space-size=1 --max-old-space-size=64';
  }
  writeFileSync(file, JSON.stringify(template));
}

interface Resource {
  readonly Environment?: { readonly Variables: Record<string, unknown> };
}

interface Figures {
  readonly forgeries: number;
  readonly seconds: number;
  readonly answered: Readonly<Record<string, number>>;
  readonly events: number;
  readonly found: ReturnType<typeof floodCalls>;
  readonly grown: readonly { readonly process: number; readonly early: number; readonly late: number }[];
}

function report({ forgeries, seconds, answered, events, found, grown }: Figures): void {
  const { recorded, sent, secrets, counted, kept, others } = found;
  const lines = [
    `${forgeries} forgeries and ${events} events in ${seconds.toFixed(1)} s (${Math.round((forgeries + events) / seconds)}/s): ${JSON.stringify(answered)}`,
    `calls of the verifiers: ${recorded.length} writes to the ledger and ${sent.length} sends, all for valid events; ${others.length} others`,
    `reads of secrets, of each process: ${[...secrets.values()].join(', ')} (at most ${mostSecretReads(SOURCES, seconds)})`,
    `quarantine, of each source and minute: ${[...counted.values()].join(', ')} counted, ${[...kept.values()].join(', ')} kept`,
    ...grown.map(
      ({ process, early, late }) => `memory of ${process}: ${early.toFixed(1)} MB, in the end ${late.toFixed(1)} MB`,
    ),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
