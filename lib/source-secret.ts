import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Source } from '../core/configuration.ts';
import { secretName } from '../core/names.ts';
import { acceptFindings } from './accept-findings.ts';
import type { Foundation } from './foundation.ts';

export interface SourceSecretProps {
  readonly stackName: string;
  readonly source: Source;
  readonly foundation?: Foundation | undefined;
}

/** The secret that a source shares with its provider. It is created without a value and refuses everything until it has one. */
export class SourceSecret extends Construct {
  /** The secret's full ARN. */
  readonly arn: string;
  /** The provider hands over the secret itself, when the webhook is made. */
  readonly isHandedOver: boolean;

  constructor(scope: Construct, id: string, { stackName, source, foundation }: SourceSecretProps) {
    super(scope, id);
    // The L2 construct would generate a value, with which nobody signs.
    const secret = new CfnSecret(this, 'Secret', {
      name: secretName(stackName, source.name),
      description: `What ${source.name} signs its webhooks with`,
      ...(foundation?.key && { kmsKeyId: foundation.key.keyArn }),
    });
    acceptFindings(secret, 'sourceSecret');
    this.arn = secret.ref;
    this.isHandedOver = source.provider.enrol !== undefined;
  }
}

/** The pattern of the ARNs of the secrets that a source's tenants have: `…:secret:{stack}/{source}/*`. */
export const tenantSecrets = (scope: Construct, stackName: string, source: string): string =>
  Stack.of(scope).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    resourceName: `${secretName(stackName, source)}/*`,
  });
