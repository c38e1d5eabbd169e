import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { EncryptionKey } from './encryption-key.ts';
import { Network, type NetworkOptions } from './network.ts';

/** What becomes of what is stored when the stack is deleted: it stays, or it goes too. */
export type Removal = 'retain' | 'destroy';

/** What a stack says once for everything in it. */
export interface FoundationOptions {
  /**
   * What becomes of the ledger, the buckets and the logs with the stack. `retain` also protects the ledger's table from being
   * deleted by hand. @default - the ledger and the buckets stay, the logs go
   */
  readonly removalPolicy?: Removal | undefined;
  /**
   * The KMS key that table, queues, buckets, secrets, logs and the alarms' topic are encrypted with: a new one, or one that is
   * there. docs/security.md says what its policy has to allow. @default - keys that AWS owns
   */
  readonly encryptionKey?: 'create' | { readonly keyArn: string } | undefined;
  /**
   * X-Ray traces requests through the API, the functions and the queues, see docs/metrics.md for what that costs.
   * @default false
   */
  readonly tracing?: boolean | undefined;
  /** The VPC that functions run in. @default - none: they run in one of Lambda's own */
  readonly network?: NetworkOptions | undefined;
}

/** What stores and functions stand on. */
export interface Foundation {
  readonly removal?: Removal | undefined;
  readonly key?: IKey | undefined;
  readonly network?: Network | undefined;
  readonly tracing?: boolean | undefined;
}

/** Lays the foundation of a stack. */
export function layFoundation(stack: Stack, options: FoundationOptions): Foundation {
  const { removalPolicy: removal, encryptionKey, network, tracing } = options;
  return {
    removal,
    tracing,
    key: keyOf(stack, removal, encryptionKey),
    network: network && new Network(stack, 'Network', network),
  };
}

function keyOf(stack: Stack, removal: Removal | undefined, option: FoundationOptions['encryptionKey']) {
  if (option === undefined) return undefined;
  if (option !== 'create') return Key.fromKeyArn(stack, 'Encryption', option.keyArn);
  const { stackName } = stack;
  return new EncryptionKey(stack, 'Encryption', { stackName, removalPolicy: storeRemoval({ removal }) }).key;
}

/** What becomes of a table, a bucket or a key. */
export const storeRemoval = ({ removal }: Foundation): RemovalPolicy =>
  removal === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;

/** What becomes of a log. */
export const logRemoval = ({ removal }: Foundation): RemovalPolicy =>
  removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
