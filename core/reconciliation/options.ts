/** How a provider is asked what it sent: what users write of it, and what becomes of that once it is checked. */

/** What every reconciliation can say. */
interface Cadence {
  /** How often the provider is asked, in minutes from 5 to 1440. @default 15 */
  readonly everyMinutes?: number;
  /** How old an event has to be before it can be missing, in minutes from 1 to 1440. @default 5 */
  readonly graceMinutes?: number;
}

/** The webhook whose deliveries GitHub lists: of a repository, an organization or a GitHub App. */
type GithubHook =
  | { readonly repository: string; readonly hook: number; readonly organization?: never; readonly app?: never }
  | { readonly organization: string; readonly hook: number; readonly repository?: never; readonly app?: never }
  /** The App's id or its client id. */
  | {
      readonly app: number | string;
      readonly hook?: never;
      readonly repository?: never;
      readonly organization?: never;
    };

/** What a source of each provider can say under `reconcile`. */
export interface ReconcileOptions {
  readonly github: Cadence &
    GithubHook & {
      /** Where the API is, such as that of GitHub Enterprise. @default 'https://api.github.com' */
      readonly api?: string;
    };
  readonly stripe: Cadence & {
    /** The connected account whose events are meant. @default - the account of the key */
    readonly account?: string;
    /** A stand-in for the API on this machine. @default - Stripe */
    readonly api?: string;
  };
  readonly shopify: Cadence & {
    /** The shop, such as `acme.myshopify.com`. */
    readonly shop: string;
    /** What is read again and becomes `backfill/…` events. */
    readonly backfill: readonly BackfillTopic[];
    /** A stand-in for the API on this machine. @default - Shopify */
    readonly api?: string;
  };
}

/** What Shopify lists by the moment of its last change. */
export const BACKFILL_TOPICS = ['orders', 'customers'] as const;

export type BackfillTopic = (typeof BACKFILL_TOPICS)[number];

/** A provider that can be asked what it sent. */
export type ReconcilableId = keyof ReconcileOptions;

/** What has to be known of each provider to ask it, checked. */
export interface ReconcileSettings {
  readonly github: {
    readonly api: string;
    /** Where the deliveries are listed, without its last part: `/app/hook`, `/repos/OWNER/REPO/hooks/ID`, … */
    readonly path: string;
    /** Whose deliveries they are when it is an App, which signs its requests with a private key. */
    readonly app?: string | undefined;
  };
  readonly stripe: { readonly api: string; readonly account?: string | undefined };
  readonly shopify: { readonly api: string; readonly shop: string; readonly backfill: readonly BackfillTopic[] };
}

/** A source's reconciliation, checked, every default filled in. */
export type Reconciliation<Id extends ReconcilableId = ReconcilableId> = {
  readonly [Each in Id]: {
    readonly provider: Each;
    readonly settings: ReconcileSettings[Each];
    readonly everyMinutes: number;
    readonly graceMinutes: number;
  };
}[Id];

/** What is known of a provider besides its settings. */
export interface Reconcilable {
  /** The provider sends again what is missing; otherwise the event is read and takes the path of a verified one. */
  readonly sendsAgain: boolean;
  /** How far back it can be asked, in days. */
  readonly keptDays: number;
  /** What is in the secret with which it is asked, as the end of a sentence. */
  readonly credential: string;
}

/**
 * https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks
 * https://docs.stripe.com/api/events/list
 * https://shopify.dev/docs/api/usage/access-scopes (without `read_all_orders`, orders of 60 days)
 */
export const RECONCILABLE: Readonly<Record<ReconcilableId, Reconcilable>> = {
  github: {
    sendsAgain: true,
    keptDays: 3,
    credential: 'a token that may read and redeliver, or the private key of the App',
  },
  stripe: { sendsAgain: false, keptDays: 30, credential: 'a restricted key that may read events' },
  shopify: {
    sendsAgain: false,
    keptDays: 60,
    credential: 'an Admin API access token that may read what is backfilled',
  },
};

/** Tells whether a provider, by its id, can be asked what it sent. */
export const isReconcilable = (provider: string): provider is ReconcilableId => Object.hasOwn(RECONCILABLE, provider);
