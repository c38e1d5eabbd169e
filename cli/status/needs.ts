import { ARCHIVE } from '../../core/archive.ts';
import type { DeploymentOptions } from '../deployment.ts';
import { deploymentWords } from '../deployment-options.ts';
import type { Remains } from '../flow/retired-view.ts';
import { SAYS } from '../secrets/secret-status.ts';
import type { ProcessorStatus } from './processor-status.ts';
import type { SourceStatus } from './source-status.ts';

/** Everything that `status` looks at. */
export interface WholeStatus {
  readonly sources: readonly SourceStatus[];
  readonly processors: readonly ProcessorStatus[];
  /** Absent where nothing is archived. */
  readonly archive?: Remains | undefined;
}

/** Something that wants an operator. */
export interface Need {
  readonly what: string;
  /** What to type about it, without what says which deployment. */
  readonly command: string;
}

/** What wants an operator, the most pressing first: what is refused, then what stands still, then what was given up. */
export const needsOf = ({ sources, processors, archive }: WholeStatus): Need[] => [
  ...sources.flatMap(secretNeed),
  ...sources.flatMap(refusedNeed),
  ...processors.flatMap(pauseNeed),
  ...processors.flatMap(({ processor, dead }) => deadLetterNeed(processor, dead)),
  ...deadLetterNeed(ARCHIVE, archive?.dead ?? 0),
];

function secretNeed({ source, secret }: SourceStatus): Need[] {
  if (secret === 'set' || secret === 'not-needed') return [];
  return [
    {
      what: `the secret of ${source} is ${SAYS[secret]}: its events are answered 503`,
      command: `secrets set ${source}`,
    },
  ];
}

function refusedNeed({ source, refused = 0 }: SourceStatus): Need[] {
  if (refused === 0) return [];
  const what = `${count(refused, 'request')} of ${source} refused for the signature in the last hour`;
  return [{ what, command: `doctor --source ${source} --since 1h` }];
}

function pauseNeed({ processor, state: { pause, failures }, waiting, held }: ProcessorStatus): Need[] {
  if (!pause) return [];
  const waits = waiting + held > 0 ? `, ${count(waiting + held, 'event')} wait` : '';
  return pause.by === 'operator'
    ? [{ what: `${processor} is paused by ${pause.who}${waits}`, command: `resume ${processor}` }]
    : [
        {
          what: `${processor} paused itself after ${failures} failures${waits}`,
          command: 'events list --status retrying',
        },
      ];
}

function deadLetterNeed(name: string, dead: number): Need[] {
  if (dead === 0) return [];
  return [{ what: `${count(dead, 'dead letter')} of ${name}`, command: `dead-letters list ${name}` }];
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;

/** The one line that sums it up. */
export function verdict(needs: readonly Need[]): string {
  if (needs.length === 0) return 'all is well';
  return needs.length === 1 ? '1 thing needs you' : `${needs.length} things need you`;
}

/** A command for the deployment that was asked about. */
export const commandLine = (command: string, options: DeploymentOptions): string =>
  ['npx breakwater', command, ...deploymentWords(options)].join(' ');
