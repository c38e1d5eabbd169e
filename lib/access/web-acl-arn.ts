import type { Construct } from 'constructs';
import type { Waf } from './access.ts';
import { WebAcl, type WebAclProps } from './web-acl.ts';

/** The web ACL that an access option asks for, by its ARN: one that is there, one that is made, or none. */
export function webAclArn(scope: Construct, waf: Waf | false = {}, kind: WebAclProps['scope']): string | undefined {
  if (waf === false) return undefined;
  return 'webAclArn' in waf ? waf.webAclArn : new WebAcl(scope, 'WebAcl', { ...waf, scope: kind }).arn;
}
