import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { addressOf } from '../../../../lambda/aws/http/address.ts';

const outside = { ...process.env };
afterEach(() => {
  process.env = { ...outside };
});

const config = { region: 'us-east-1', credentials: { accessKeyId: 'key', secretAccessKey: 'secret' } };
/** Where the SDK's clients take a service to be. */
const official = {
  dynamodb: new DynamoDBClient(config).config.endpointProvider,
  sqs: new SQSClient(config).config.endpointProvider,
  secretsmanager: new SecretsManagerClient(config).config.endpointProvider,
  s3: new S3Client(config).config.endpointProvider,
};
const services = Object.keys(official) as (keyof typeof official)[];
const regions = [
  'us-east-1',
  'eu-central-1',
  'cn-north-1',
  'us-gov-west-1',
  'eusc-de-east-1',
  'us-iso-east-1',
  'us-isob-east-1',
  'us-isof-south-1',
  'eu-isoe-west-1',
];

test.each(regions)('every service is in %s where the SDK takes it to be', (Region) => {
  for (const service of services) {
    const Bucket = service === 's3' ? 'kept' : undefined;
    for (const UseFIPS of ['us-east-1', 'us-gov-west-1'].includes(Region) ? [false, true] : [false]) {
      process.env.AWS_USE_FIPS_ENDPOINT = String(UseFIPS);
      const { url, region } = addressOf(service, { region: Region }, Bucket);
      expect(url.href).toBe(
        official[service]({ Region, UseFIPS, UseDualStack: false, ...(Bucket && { Bucket }) }).url.href,
      );
      expect(region).toBe(Region);
    }
  }
});

test('an endpoint takes the place of all of them, by option before environment, and one of a service before all', () => {
  process.env.AWS_ENDPOINT_URL = 'http://all:1/';
  process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER = 'http://secrets:2';
  const of = (service: string, endpoint?: string) =>
    addressOf(service, { region: 'us-east-1', ...(endpoint && { endpoint }) }).url.href;
  expect([of('sqs'), of('secretsmanager'), of('sqs', 'http://own:3')]).toEqual([
    'http://all:1/',
    'http://secrets:2/',
    'http://own:3/',
  ]);
  expect(addressOf('s3', { region: 'us-east-1' }, 'kept').url.href).toBe('http://all:1/kept');
});

test('without a region nothing is asked', () => {
  delete process.env.AWS_REGION;
  expect(() => addressOf('sqs', {})).toThrow('no AWS region is known: set AWS_REGION, or name one with --region');
});
