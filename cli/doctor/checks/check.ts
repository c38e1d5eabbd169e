import type { Webhooks } from '../../../core/index.ts';
import type { AwsOptions } from '../../../lambda/aws/client-config.ts';
import type { Deployment, DeploymentOptions } from '../../deployment.ts';

/** What the checks look at. What an earlier check has not found is absent for the later ones. */
export interface Installation {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Of the Node that runs this, such as `24.3.0`. */
  readonly nodeVersion: string;
  readonly options: DeploymentOptions & { readonly config?: string };
  /** Absent where AWS is not asked: no stack is named, and there are no credentials in the environment. */
  readonly aws?: AwsOptions | undefined;
  /** Finds the deployment; always the same one. Throws the sentence that says why there is none. */
  readonly deployment: () => Promise<Deployment>;
  /** Loads the configuration of the deployment, or of the project without one. Throws the sentence that says what is wrong. */
  readonly webhooks: () => Promise<Webhooks>;
}

/** What a check has found: `skipped` where there is nothing to look at. */
export interface Found {
  readonly state: 'ok' | 'wrong' | 'skipped';
  readonly says: string;
  /** What to do about it. */
  readonly mend?: string;
}

/** One thing about an installation. What it throws counts as wrong. */
export interface Check {
  readonly title: string;
  readonly run: (installation: Installation) => Promise<Found> | Found;
}
