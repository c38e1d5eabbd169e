import { providerNamed, providers } from '#providers';
import { parseAddresses } from './addresses/parse-addresses.ts';
import type { Source } from './configuration.ts';
import { nearest } from './nearest.ts';
import { flag, refuseUnknown, wholeNumber } from './parse-options.ts';
import { parsePartnerSource } from './partner-source.ts';
import type { Provider } from './providers/provider.ts';
import { parseReconcile } from './reconciliation/parse-reconcile.ts';
import type { SettingDescription, Settings } from './settings.ts';

/** What every source can say; a provider's settings have other names. */
export const SOURCE_OPTIONS: readonly string[] = [
  'provider',
  'tolerance',
  'emptyAnswer',
  'answerWithinSeconds',
  'split',
  'maxPerSecond',
  'secretCacheSeconds',
  'allowAddresses',
  'alarmAfterSilenceHours',
  'reconcile',
  'tenants',
  'from',
];

type Options = Readonly<Record<string, unknown>>;

/** Checks what is said of a source; what is wrong is added to the problems. */
export function parseSource(name: string, options: Options, problems: string[]): Source | undefined {
  const { provider: given = name, tolerance, emptyAnswer, split, ...others } = options;
  const { maxPerSecond, secretCacheSeconds, alarmAfterSilenceHours, ...more } = others;
  const { answerWithinSeconds, allowAddresses, reconcile, tenants, from, ...rest } = more;
  const at = `source "${name}"`;
  const provider = typeof given === 'string' ? providerNamed(given) : given;
  if (!isProvider(provider)) {
    problems.push(`${at}: ${unknownProvider(given)}`);
    return undefined;
  }
  if (split === true && !provider.batch)
    problems.push(`${at}: "split" is true, but ${provider.name} sends one event a request: leave it out`);
  const hasTenants = flag(at, 'tenants', tenants, problems);
  if (hasTenants) problems.push(...tenantProblems(at, provider, reconcile));
  return {
    name,
    provider,
    settings: parseSettings(at, provider, rest, problems),
    split: flag(at, 'split', split, problems),
    tolerance: wholeNumber(at, 'tolerance', tolerance, [1, 86_400], problems),
    emptyAnswer: flag(at, 'emptyAnswer', emptyAnswer, problems),
    // API Gateway answers 503 itself after 30 seconds.
    answerWithinSeconds: wholeNumber(at, 'answerWithinSeconds', answerWithinSeconds, [1, 30], problems),
    maxPerSecond: wholeNumber(at, 'maxPerSecond', maxPerSecond, [1, 1000], problems),
    secretCacheSeconds: wholeNumber(at, 'secretCacheSeconds', secretCacheSeconds, [1, 3600], problems),
    ...(alarmAfterSilenceHours !== undefined && {
      // CloudWatch looks back for a week at most.
      alarmAfterSilenceHours: wholeNumber(at, 'alarmAfterSilenceHours', alarmAfterSilenceHours, [1, 168], problems),
    }),
    ...(allowAddresses !== undefined && { allowAddresses: parseAddresses(at, provider, allowAddresses, problems) }),
    ...(hasTenants && { tenants: true }),
    ...(from !== undefined && { from: parsePartnerSource(at, provider, options, problems) }),
    ...(reconcile !== undefined && { reconcile: parseReconcile(at, provider.id, reconcile, problems) }),
  };
}

/** What cannot be told apart by tenant. */
function tenantProblems(at: string, { name, scheme, enrol }: Provider, reconcile: unknown): string[] {
  const reasons = [
    scheme.secretless && `${name} signs with keys that it publishes, so no tenant has a secret by which it is known`,
    enrol && `${name} hands over its secret itself, which anybody could do for a tenant that does not exist`,
    reconcile !== undefined && '"reconcile" asks the provider with one credential, and each tenant would need its own',
  ].filter((reason) => typeof reason === 'string');
  return reasons.map((reason) => `${at}: "tenants" is true, but ${reason}: leave one of them out`);
}

function unknownProvider(given: unknown): string {
  const names = Object.keys(providers);
  const likely =
    typeof given === 'string' ? `the nearest are ${nearest(given, names).join(', ')}` : 'a name is asked for';
  return `there is no provider ${JSON.stringify(given)}; ${likely}; "npx breakwater providers" lists all ${names.length}, and hmac({…}) and the like describe others`;
}

function parseSettings(at: string, provider: Provider, given: Options, problems: string[]): Settings {
  const described: Readonly<Record<string, SettingDescription>> = provider.settings ?? {};
  const unknown = Object.fromEntries(Object.entries(given).filter(([key]) => !Object.hasOwn(described, key)));
  refuseUnknown(at, unknown, [...SOURCE_OPTIONS, ...Object.keys(described)], problems);
  const settings: Record<string, string> = {};
  for (const [setting, { says, form, example }] of Object.entries(described)) {
    const value = given[setting];
    if (typeof value === 'string' && form.test(value)) settings[setting] = value;
    else {
      const got = value === undefined ? 'missing' : JSON.stringify(value);
      problems.push(`${at}: "${setting}" is ${got}; ${provider.name} needs ${says}, such as "${example}"`);
    }
  }
  return settings;
}

function isProvider(value: unknown): value is Provider {
  return typeof value === 'object' && value !== null && 'scheme' in value && 'event' in value;
}
