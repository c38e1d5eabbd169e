/** A route of an HTTP API, such as `ANY /webhooks/{source}`. */
export interface RouteDefinition {
  readonly routeKey: string;
  /** The logical id of the function that answers. */
  readonly functionId: string;
  /** How long API Gateway waits for it. */
  readonly timeoutMs: number;
}

export interface RouteMatch {
  readonly route: RouteDefinition;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * Finds a request's route: a full match before a greedy `{proxy+}`, a method before `ANY`, `$default` last.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function matchRoute(routes: readonly RouteDefinition[], method: string, path: string): RouteMatch | undefined {
  const segments = path.split('/').slice(1);
  const matches = routes
    .map((route) => ({ route, fit: fitOf(route.routeKey, method, segments) }))
    .filter((match): match is { route: RouteDefinition; fit: Fit } => match.fit !== undefined)
    .sort((left, right) => right.fit.rank - left.fit.rank);
  const [best] = matches;
  return best && { route: best.route, pathParameters: best.fit.pathParameters };
}

interface Fit {
  readonly rank: number;
  readonly pathParameters: Readonly<Record<string, string>>;
}

function fitOf(routeKey: string, method: string, segments: readonly string[]): Fit | undefined {
  if (routeKey === '$default') return { rank: -1, pathParameters: {} };
  const [wantedMethod = '', wantedPath = ''] = routeKey.split(' ');
  if (wantedMethod !== 'ANY' && wantedMethod !== method) return undefined;
  const pathParameters: Record<string, string> = {};
  const wanted = wantedPath.split('/').slice(1);
  let rank = wantedMethod === 'ANY' ? 0 : 1;
  for (const [index, part] of wanted.entries()) {
    const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(part) ?? [];
    const segment = segments[index];
    if (segment === undefined || (name && segment === '')) return undefined;
    if (name && greedy) {
      pathParameters[name] = segments.slice(index).map(decode).join('/');
      return { rank, pathParameters };
    }
    if (name) pathParameters[name] = decode(segment);
    else if (part !== segment) return undefined;
    // A literal segment says more than a parameter, and both more than a greedy one.
    rank += name ? 10 : 100;
  }
  return segments.length === wanted.length ? { rank, pathParameters } : undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
