import type { operations } from '@octokit/openapi-webhooks-types';

declare module '../event-payloads.ts' {
  interface EventPayloads {
    readonly github: GithubPayloads;
  }
}

/** GitHub's description of its API writes `pull-request/review-requested` for our `pull_request.review_requested`. */
type TypeOf<Operation> = Operation extends `${infer Event}/${infer Action}`
  ? `${Underscored<Event>}.${Underscored<Action>}`
  : Underscored<Operation>;

type Underscored<Text> = Text extends `${infer Head}-${infer Tail}` ? `${Head}_${Underscored<Tail>}` : Text;

/** Payloads by `X-GitHub-Event` and action. The action of a `repository_dispatch` is any text of the caller's. */
export type GithubPayloads = {
  readonly [Operation in keyof operations as Operation extends `repository-dispatch/${string}`
    ? `repository_dispatch.${string}`
    : TypeOf<Operation>]: operations[Operation]['requestBody']['content']['application/json'];
};
