import type { Construct } from 'constructs';
import type { Access } from './access.ts';
import type { Entrance, EntranceProps } from './entrance.ts';
import { openCloudFront } from './open-cloudfront.ts';
import { openHttpApi } from './open-http-api.ts';
import { openRestApi } from './open-rest-api.ts';

/** Makes what an access option, which was checked before, asks for. */
export function openEntrance(scope: Construct, access: Access, props: EntranceProps): Entrance {
  switch (access.kind) {
    case 'http-api':
      return openHttpApi(scope, access, props);
    case 'rest-api':
      return openRestApi(scope, access, props);
    case 'cloudfront':
      return openCloudFront(scope, access, props);
  }
}
