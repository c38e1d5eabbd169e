import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { LedgerItem } from '../core/ledger-item.ts';
import { LEDGER_INDEX } from '../core/names.ts';
import { type Foundation, storeRemoval } from './foundation.ts';

/** The names of the ledger's attributes, checked against the item that the handlers write. */
const attribute = (name: keyof LedgerItem) => name;

/** One item for each event that was accepted; it outlives the stack, unless its foundation says otherwise. */
export class Ledger extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, foundation: Foundation = {}) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: attribute('pk'), type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: attribute('expires'),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...(foundation.key
        ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: foundation.key }
        : { encryption: TableEncryption.AWS_MANAGED }),
      ...(foundation.removal === 'retain' && { deletionProtection: true }),
      removalPolicy: storeRemoval(foundation),
    });
    this.table.addGlobalSecondaryIndex({
      indexName: LEDGER_INDEX,
      partitionKey: { name: attribute('shard'), type: AttributeType.STRING },
      sortKey: { name: attribute('receivedAt'), type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: [attribute('type'), attribute('time'), attribute('provider')],
    });
  }
}
