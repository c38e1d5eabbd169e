import { DEFAULT_ARCHIVE_DAYS } from '../archive.ts';
import { DEFAULT_MAX_ATTEMPTS } from '../backoff.ts';
import { DEFAULT_CLAIM_CHECK_KB } from '../claim-check.ts';
import type { FunctionSize, Inventory } from './inventory.ts';
import { type CostedTemplate, listOf, numberOf, type Properties, part, propertiesOf } from './template.ts';

/** What Lambda gives a function that does not say. */
const LEAST_MEMORY_MB = 128;

type FunctionParts = 'verifier' | 'claimCheckKb' | 'processors' | 'archive' | 'reconcilers';

/** The functions of a stack, and how many there are besides. */
export interface Functions extends Pick<Inventory, FunctionParts> {
  readonly others: number;
}

/**
 * Reads the functions of a stack: what each is shows in what it is told through its environment.
 * @throws {Error} when there is no verifier
 */
export function readFunctions(templates: readonly CostedTemplate[]): Functions {
  const all = functionsIn(templates);
  const having = (name: string) => all.filter(({ variables }) => part(variables, name) !== undefined);
  const [verifier] = having('QUARANTINE_BUCKET');
  if (!verifier) throw new Error('the template has no verifier: is it that of a WebhookStack?');
  const [archive] = having('ARCHIVE_BUCKET');
  const processors = having('PROCESSOR').map(
    ({ size, variables }) =>
      [
        String(part(variables, 'PROCESSOR')),
        { ...size, maxAttempts: numberOf(part(variables, 'MAX_ATTEMPTS'), DEFAULT_MAX_ATTEMPTS) },
      ] as const,
  );
  const rules = propertiesOf(templates, 'AWS::Events::Rule');
  const reconcilers = having('API_SECRET').map(
    ({ id, size, variables }) =>
      [
        String(part(variables, 'SOURCE')),
        { ...size, everyMinutes: minutesOf(rules.find((rule) => starts(rule, id))) },
      ] as const,
  );
  const provisioned = provisionedOf(templates, verifier.id);
  return {
    verifier: { ...verifier.size, ...(provisioned && { provisioned }) },
    claimCheckKb: numberOf(part(verifier.variables, 'CLAIM_CHECK_KB'), DEFAULT_CLAIM_CHECK_KB),
    processors: Object.fromEntries(processors),
    ...(archive && { archive: { ...archive.size, retentionDays: archiveDays(templates, archive.variables) } }),
    reconcilers: Object.fromEntries(reconcilers),
    others: all.length - 1 - processors.length - reconcilers.length - (archive ? 1 : 0),
  };
}

const functionsIn = (templates: readonly CostedTemplate[]) =>
  templates.flatMap(({ Resources }) =>
    Object.entries(Resources)
      .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
      .map(([id, { Properties = {} }]) => ({
        id,
        size: sizeOf(Properties),
        variables: part(Properties, 'Environment', 'Variables'),
      })),
  );

function sizeOf({ MemorySize, Architectures, TracingConfig }: Properties): FunctionSize {
  return {
    memoryMb: numberOf(MemorySize, LEAST_MEMORY_MB),
    architecture: listOf(Architectures).includes('arm64') ? 'arm64' : 'x86_64',
    isTraced: part(TracingConfig, 'Mode') === 'Active',
  };
}

/** How many instances of a function its alias keeps started. */
function provisionedOf(templates: readonly CostedTemplate[], id: string): number {
  const aliases = propertiesOf(templates, 'AWS::Lambda::Alias').filter(
    ({ FunctionName }) => part(FunctionName, 'Ref') === id,
  );
  return numberOf(part(aliases[0], 'ProvisionedConcurrencyConfig', 'ProvisionedConcurrentExecutions'), 0);
}

/** Whether a rule starts the function of a logical id. */
const starts = ({ Targets }: Properties, id: string) =>
  listOf(Targets).some((target) => listOf(part(target, 'Arn', 'Fn::GetAtt'))[0] === id);

/** `rate(15 minutes)`; whatever else stands there is taken for the default. */
function minutesOf(rule: Properties | undefined): number {
  const [, count = '15', unit = 'minutes'] = /^rate\((\d+) (\w+)\)$/.exec(String(rule?.ScheduleExpression)) ?? [];
  return Number(count) * (unit.startsWith('hour') ? 60 : unit.startsWith('day') ? 1440 : 1);
}

function archiveDays(templates: readonly CostedTemplate[], variables: unknown): number {
  const id = String(part(variables, 'ARCHIVE_BUCKET', 'Ref'));
  const bucket = templates.map(({ Resources }) => Resources[id]).find((found) => found !== undefined);
  const [rule] = listOf(part(bucket?.Properties, 'LifecycleConfiguration', 'Rules'));
  return numberOf(part(rule, 'ExpirationInDays'), DEFAULT_ARCHIVE_DAYS);
}
