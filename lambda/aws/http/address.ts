import { hostSuffix } from '../../../core/arn.ts';
import type { AwsOptions } from '../client-config.ts';
import { awsEnvironment } from './aws-environment.ts';

/** Where a service is, and the region that requests to it are signed for. */
export interface Address {
  readonly region: string;
  /** The URL that paths are added to, without a slash at its end. */
  readonly url: URL;
}

/** In GovCloud their only hosts are those that conform to FIPS. */
const GOV_CONFORMS: readonly string[] = ['dynamodb', 'events', 'kinesis', 'sqs'];

/**
 * The address of a service, or of a bucket of S3.
 * @throws {Error} when nobody says which region is meant
 */
export function addressOf(service: string, options: AwsOptions, bucket?: string): Address {
  const environment = awsEnvironment(service);
  const { region = environment.region, endpoint = environment.endpoint } = options;
  if (!region) throw new Error('no AWS region is known: set AWS_REGION, or name one with --region');
  if (endpoint) return { region, url: new URL(endpoint.replace(/\/+$/, '') + (bucket ? `/${bucket}` : '')) };
  const isFips = environment.isFips && !(region.startsWith('us-gov-') && GOV_CONFORMS.includes(service));
  const host = `${service}${isFips ? '-fips' : ''}.${region}.${hostSuffix(region)}`;
  return { region, url: new URL(`https://${bucket ? `${bucket}.` : ''}${host}`) };
}
