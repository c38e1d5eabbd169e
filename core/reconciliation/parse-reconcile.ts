import { asRecord, refuseUnknown, wholeNumber } from '../parse-options.ts';
import {
  BACKFILL_TOPICS,
  type BackfillTopic,
  isReconcilable,
  RECONCILABLE,
  type ReconcilableId,
  type ReconcileSettings,
  type Reconciliation,
} from './options.ts';

type Options = Readonly<Record<string, unknown>>;

/** What a provider's settings are checked with: the problems that are found, and where. */
interface Check {
  readonly at: string;
  readonly problems: string[];
}

const CADENCE = ['everyMinutes', 'graceMinutes'] as const;

const DEFAULT_EVERY_MINUTES = 15;
const DEFAULT_GRACE_MINUTES = 5;

/** Checks what a source says under `reconcile`; what is wrong is added to the problems. */
export function parseReconcile(
  source: string,
  provider: string,
  given: unknown,
  problems: string[],
): Reconciliation | undefined {
  const at = `${source}: "reconcile"`;
  if (!isReconcilable(provider)) {
    problems.push(`${at}: ${provider} cannot be asked what it sent; allowed: ${Object.keys(RECONCILABLE).join(', ')}`);
    return undefined;
  }
  const options = asRecord(given);
  if (!options) {
    problems.push(`${at} is ${JSON.stringify(given)}; it has to be an object, such as {}`);
    return undefined;
  }
  return parseFor(provider, options, { at, problems });
}

/** How each provider's settings are read, and which options they are made of. */
const SETTINGS: {
  readonly [Id in ReconcilableId]: {
    readonly options: readonly string[];
    readonly read: (options: Options, check: Check) => ReconcileSettings[Id];
  };
} = {
  github: { options: ['repository', 'organization', 'app', 'hook', 'api'], read: githubSettings },
  stripe: { options: ['account', 'api'], read: stripeSettings },
  shopify: { options: ['shop', 'backfill', 'api'], read: shopifySettings },
};

function parseFor(provider: ReconcilableId, options: Options, check: Check): Reconciliation {
  const { at, problems } = check;
  const known = [...SETTINGS[provider].options, ...CADENCE];
  const unknown = Object.fromEntries(Object.entries(options).filter(([key]) => !known.includes(key)));
  refuseUnknown(at, unknown, known, problems);
  const every = wholeNumber(at, 'everyMinutes', options.everyMinutes, [5, 1440], problems);
  const grace = wholeNumber(at, 'graceMinutes', options.graceMinutes, [1, 1440], problems);
  const cadence = { everyMinutes: every ?? DEFAULT_EVERY_MINUTES, graceMinutes: grace ?? DEFAULT_GRACE_MINUTES };
  const reconciliations: { readonly [Id in ReconcilableId]: () => Reconciliation } = {
    github: () => ({ provider: 'github', settings: SETTINGS.github.read(options, check), ...cadence }),
    stripe: () => ({ provider: 'stripe', settings: SETTINGS.stripe.read(options, check), ...cadence }),
    shopify: () => ({ provider: 'shopify', settings: SETTINGS.shopify.read(options, check), ...cadence }),
  };
  return reconciliations[provider]();
}

function githubSettings(options: Options, check: Check): ReconcileSettings['github'] {
  const api = apiOf(options, 'https://api.github.com', /^https:\/\//, check);
  const named = ['repository', 'organization', 'app'].filter((key) => options[key] !== undefined);
  if (named.length !== 1) {
    const got = named.length === 0 ? 'none of them' : named.join(' and ');
    check.problems.push(`${check.at} names ${got}; one is needed: "repository", "organization" or "app"`);
  }
  if (options.app !== undefined) {
    const app = text(options, 'app', /^[\w.]{1,64}$/, 'Iv23liABCDEF', check);
    if (options.hook !== undefined) check.problems.push(`${check.at}: an App has one webhook: leave "hook" out`);
    return { api, app, path: '/app/hook' };
  }
  const hook = text(options, 'hook', /^\d{1,15}$/, 12345678, check);
  if (options.organization !== undefined)
    return { api, path: `/orgs/${text(options, 'organization', /^[\w-]{1,64}$/, 'octo-org', check)}/hooks/${hook}` };
  if (options.repository === undefined) return { api, path: '' };
  return {
    api,
    path: `/repos/${text(options, 'repository', /^[\w-]{1,64}\/(?!\.{1,2}$)[\w.-]{1,100}$/, 'octo-org/site', check)}/hooks/${hook}`,
  };
}

function stripeSettings(options: Options, check: Check): ReconcileSettings['stripe'] {
  const account =
    options.account === undefined ? undefined : text(options, 'account', /^acct_\w+$/, 'acct_1A2b', check);
  return { api: apiOf(options, 'https://api.stripe.com', ONLY_HERE, check), account };
}

function shopifySettings(options: Options, check: Check): ReconcileSettings['shopify'] {
  const shop = text(options, 'shop', /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, 'acme.myshopify.com', check);
  const list: readonly unknown[] = Array.isArray(options.backfill) ? options.backfill : [];
  const backfill = BACKFILL_TOPICS.filter((topic) => list.includes(topic));
  const isTopic = (value: unknown): value is BackfillTopic => BACKFILL_TOPICS.some((topic) => topic === value);
  if (backfill.length === 0 || !list.every(isTopic)) {
    const got = JSON.stringify(options.backfill) ?? 'missing';
    check.problems.push(`${check.at}: "backfill" is ${got}; it has to list some of ${BACKFILL_TOPICS.join(', ')}`);
  }
  return { api: apiOf(options, `https://${shop}`, ONLY_HERE, check), shop, backfill };
}

/** Nothing on this machine's own addresses is anybody else's, so a stand-in there may do without TLS. */
const ON_THIS_MACHINE = /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/;

/** Where a provider has one address for all its customers, its credentials have no business elsewhere. */
const ONLY_HERE = /^(?!)/;

function apiOf({ api }: Options, otherwise: string, allowed: RegExp, { at, problems }: Check): string {
  if (api === undefined) return otherwise;
  const url = typeof api === 'string' ? api.replace(/\/+$/, '') : '';
  const isPlain = URL.canParse(url) && !/[?#@\s]/.test(url);
  if (isPlain && (ON_THIS_MACHINE.test(url) || allowed.test(url))) return url;
  const other = allowed === ONLY_HERE ? '' : ' an address that begins with https://, or';
  problems.push(`${at}: "api" is ${JSON.stringify(api)}; allowed:${other} http://127.0.0.1:PORT for tests`);
  return otherwise;
}

function text(options: Options, key: string, form: RegExp, example: string | number, { at, problems }: Check): string {
  const value = options[key];
  if ((typeof value === 'string' || Number.isSafeInteger(value)) && form.test(String(value))) return String(value);
  const got = value === undefined ? 'missing' : JSON.stringify(value);
  problems.push(`${at}: "${key}" is ${got}; it has to look like ${JSON.stringify(example)}`);
  return '';
}
