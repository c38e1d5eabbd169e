import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createColors } from 'picocolors';
import type { Webhooks } from '../../core/index.ts';
import type { Deployment } from '../deployment.ts';
import type { Output, Terminal } from '../terminal.ts';
import { type AnswerParts, answerRequest } from './answer-request.ts';
import { type Asset, pageAssets } from './assets.ts';
import { openEventIndex } from './event-index.ts';
import type { RunMemory } from './memory/run-memory.ts';
import type { RunMetrics } from './route.ts';

export interface ConsoleOptions {
  readonly deployment: Deployment;
  readonly webhooks: () => Webhooks;
  /** What a local run remembers. @default - nothing is remembered */
  readonly memory?: RunMemory | undefined;
  /** What a local run has counted. @default - nothing is measured */
  readonly metrics?: RunMetrics | undefined;
  /** The directory that the app was synthesized to: what it costs is read off it. @default - nothing is forecast */
  readonly assembly?: string | undefined;
  readonly terminal: Terminal;
  /** Ends what it does in the background, and what it streams. */
  readonly signal: AbortSignal;
}

/** A console that a server can hand requests to. */
export interface OpenConsole {
  /** Whoever knows it may use the console. */
  readonly token: string;
  /** Answers a request; false where it is none of the console's. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Bundles the page and loads what its first requests need, so that whoever opens it need not wait for that. */
  readonly warm: () => Promise<void>;
}

/** Looking costs 16 small queries a source: nothing on a laptop, some cents an hour in AWS. */
const PAUSE_MS = { local: 300, deployed: 2000 };
/** Each event that was given up costs half a read unit. */
const RECHECK_MS = { local: 1500, deployed: 15_000 };

const nobody: Output = { write: () => undefined, colors: createColors(false) };

/** Makes a token that opens a console; 256 bits, so that nobody guesses it. */
export const consoleToken = () => randomBytes(32).toString('base64url');

/** Opens the console of a deployment. */
export async function openConsole(
  { deployment, webhooks, memory, metrics, assembly, terminal, signal }: ConsoleOptions,
  token = consoleToken(),
): Promise<OpenConsole> {
  // The SDK takes longer to load than everything else here together.
  const { openLedgerEvents } = await import('../../lambda/aws/ledger-events.ts');
  const index = openEventIndex({
    ledger: openLedgerEvents(deployment.ledgerTable, deployment.aws),
    sources: () => Object.keys(webhooks().sources),
    pauseMs: deployment.isLocal ? PAUSE_MS.local : PAUSE_MS.deployed,
    recheckMs: deployment.isLocal ? RECHECK_MS.local : RECHECK_MS.deployed,
    signal,
  });
  let assets: Promise<ReadonlyMap<string, Asset>> | undefined;
  const parts: AnswerParts = {
    token,
    context: {
      deployment,
      webhooks,
      index,
      memory,
      metrics,
      assembly,
      signal,
      terminal: { ...terminal, out: nobody, err: nobody },
    },
    assets: () => {
      assets ??= pageAssets();
      return assets;
    },
  };
  return {
    token,
    answer: (request, response) => answerRequest(request, response, parts),
    async warm() {
      await Promise.all([
        parts.assets(),
        import('../../lambda/aws/queue-contents.ts'),
        import('../../lambda/aws/ledger.ts'),
      ]);
    },
  };
}

/** The link that opens a console. */
export const consoleUrl = (origin: string, { token }: Pick<OpenConsole, 'token'>) => `${origin}/?token=${token}`;
