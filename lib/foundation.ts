import { RemovalPolicy } from 'aws-cdk-lib';

/** What becomes of what is stored when the stack is deleted: it stays, or it goes too. */
export type Removal = 'retain' | 'destroy';

/** What a stack says once for everything in it. */
export interface FoundationOptions {
  /**
   * What becomes of the ledger, the buckets and the logs with the stack. `retain` also protects the ledger's table from being
   * deleted by hand. @default - the ledger and the buckets stay, the logs go
   */
  readonly removalPolicy?: Removal | undefined;
}

/** What stores and functions stand on. */
export interface Foundation {
  readonly removal?: Removal | undefined;
}

/** What becomes of a table or a bucket. */
export const storeRemoval = ({ removal }: Foundation): RemovalPolicy =>
  removal === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;

/** What becomes of a log. */
export const logRemoval = ({ removal }: Foundation): RemovalPolicy =>
  removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
