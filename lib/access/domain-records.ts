import { CfnOutput } from 'aws-cdk-lib';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AaaaRecord,
  ARecord,
  HostedZone,
  type IAliasRecordTarget,
  type IHostedZone,
  RecordTarget,
} from 'aws-cdk-lib/aws-route53';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { MutualTls, OwnDomain } from './access.ts';

/** A domain of the user's: its certificate, and the records that lead to what answers under it. */
export class DomainRecords extends Construct {
  readonly certificate: ICertificate;
  private readonly domain: OwnDomain;
  private readonly zone: IHostedZone | undefined;

  constructor(scope: Construct, id: string, domain: OwnDomain) {
    super(scope, id);
    const { name, certificateArn, hostedZone } = domain;
    this.domain = domain;
    this.zone =
      hostedZone &&
      HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: hostedZone.id, zoneName: hostedZone.name });
    this.certificate = certificateArn
      ? Certificate.fromCertificateArn(this, 'Certificate', certificateArn)
      : new Certificate(this, 'Certificate', {
          domainName: name,
          validation: CertificateValidation.fromDns(this.zone),
        });
  }

  /** Has the domain lead to a target, or says where it has to lead. */
  leadTo(target: IAliasRecordTarget, address: string): void {
    if (this.zone) {
      // The dot at the end says that the name is whole.
      const record = { zone: this.zone, recordName: `${this.domain.name}.`, target: RecordTarget.fromAlias(target) };
      new ARecord(this, 'Ipv4', record);
      new AaaaRecord(this, 'Ipv6', record);
    } else {
      new CfnOutput(this, 'Target', { value: address }).overrideLogicalId('DomainTarget');
    }
  }
}

/** What `s3://bucket/key` names. */
export const TRUST_STORE = /^s3:\/\/([a-z0-9.-]{3,63})\/(.+)$/;

/** The trust store of a domain, in the form that CDK takes. */
export function trustStore(
  scope: Construct,
  { trustStore: uri, version }: MutualTls,
): { readonly bucket: IBucket; readonly key: string; readonly version?: string } {
  const [, bucket = '', key = ''] = TRUST_STORE.exec(uri) ?? [];
  return { bucket: Bucket.fromBucketName(scope, 'TrustStore', bucket), key, ...(version && { version }) };
}
