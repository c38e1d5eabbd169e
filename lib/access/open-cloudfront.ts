import { Fn } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  FunctionEventType,
  HttpVersion,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { ORIGIN_KEY_HEADER } from '../../core/access.ts';
import { acceptFindings } from '../accept-findings.ts';
import type { CloudFrontAccess } from './access.ts';
import { DomainRecords } from './domain-records.ts';
import type { Entrance, EntranceProps } from './entrance.ts';
import { openHttpApi } from './open-http-api.ts';
import { viewerFunction } from './viewer-function.ts';
import { webAclArn } from './web-acl-arn.ts';

/** Makes CloudFront with its web ACL, and behind it an HTTP API that is of use to nobody else. */
export function openCloudFront(scope: Construct, access: CloudFrontAccess, props: EntranceProps): Entrance {
  const { domain, waf, direct = 'refuse', keyGeneration = 1 } = access;
  const { api, serverErrors, handTo } = openHttpApi(scope, { kind: 'http-api' }, props);
  const [key = '', next = ''] = [keyGeneration, keyGeneration + 1].map((generation) =>
    originKey(scope, generation, props.foundation?.key),
  );
  const records = domain && new DomainRecords(scope, 'DomainRecords', domain);
  const webAclId = webAclArn(scope, waf, 'CLOUDFRONT');
  const distribution = new Distribution(scope, 'Distribution', {
    comment: `${props.name}: webhooks`,
    httpVersion: HttpVersion.HTTP2_AND_3,
    ...(webAclId && { webAclId }),
    ...(domain && records && { domainNames: [domain.name], certificate: records.certificate }),
    defaultBehavior: {
      origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
        customHeaders: { [ORIGIN_KEY_HEADER]: key },
      }),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // The API answers to its own name only.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      compress: false,
      functionAssociations: [
        { function: viewerFunction(scope, props.name), eventType: FunctionEventType.VIEWER_REQUEST },
      ],
    },
  });
  acceptFindings(distribution, 'distribution');
  if (!domain) acceptFindings(distribution, 'distributionWithoutDomain');
  records?.leadTo(new CloudFrontTarget(distribution), distribution.distributionDomainName);
  return {
    origin: `https://${domain?.name ?? distribution.distributionDomainName}`,
    environment: { ORIGIN_KEYS: `${key} ${next}`, DIRECT_REQUESTS: direct },
    serverErrors,
    handTo(verifier) {
      // It knows the next key already; so CloudFront goes over first, and the verifier forgets the old one afterwards.
      verifier.node.addDependency(distribution);
      handTo(verifier);
    },
  };
}

/** A key that no template holds: CloudFormation puts it where it belongs. */
function originKey(scope: Construct, generation: number, key: IKey | undefined): string {
  const secret = new Secret(scope, `OriginKey${generation}`, {
    description: `What CloudFront shows to the verifier, number ${generation}`,
    generateSecretString: { passwordLength: 48, excludePunctuation: true },
    ...(key && { encryptionKey: key }),
  });
  acceptFindings(secret, 'originKey');
  return secret.secretValue.unsafeUnwrap();
}
