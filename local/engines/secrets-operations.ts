import { randomUUID } from 'node:crypto';

/** A secret and its versions. */
export interface Secret {
  readonly name: string;
  readonly created: number;
  changed: number;
  /** When it will be gone, in seconds since 1970, of one that was deleted. */
  deleted?: number | undefined;
  /** The newest first. */
  versions: Version[];
}

interface Version {
  readonly id: string;
  readonly created: number;
  readonly text?: string | undefined;
  readonly binary?: string | undefined;
}

type Input = Readonly<Record<string, unknown>>;
type Secrets = Map<string, Secret>;
interface Context {
  readonly secrets: Secrets;
  readonly arnOf: (name: string) => string;
}
type Operation = (input: Input, context: Context) => object;

/** A refusal, with the code and the message that AWS gives. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html */
export const SECRETS_OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateSecret(input, { secrets, arnOf }) {
    const name = String(input.Name);
    if (secrets.get(name)?.deleted !== undefined)
      throw new Refusal(
        'InvalidRequestException',
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    if (secrets.has(name))
      throw new Refusal('ResourceExistsException', `The operation failed because the secret ${name} already exists.`);
    const secret: Secret = { name, created: now(), changed: now(), versions: [] };
    secrets.set(name, secret);
    const version = input.SecretString || input.SecretBinary ? addVersion(secret, input) : undefined;
    return { ARN: arnOf(name), Name: name, VersionId: version?.id };
  },

  PutSecretValue(input, context) {
    const secret = present(input, context);
    const version = addVersion(secret, input);
    return { ARN: context.arnOf(secret.name), Name: secret.name, VersionId: version.id, VersionStages: ['AWSCURRENT'] };
  },

  GetSecretValue(input, context) {
    const secret = present(input, context);
    const stage = String(input.VersionStage ?? 'AWSCURRENT');
    const version = input.VersionId
      ? secret.versions.find(({ id }) => id === input.VersionId)
      : secret.versions[STAGES.indexOf(stage)];
    if (!version)
      throw new Refusal(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for ${input.VersionId ? `VersionId: ${input.VersionId}` : `staging label: ${stage}`}`,
      );
    return {
      ARN: context.arnOf(secret.name),
      Name: secret.name,
      VersionId: version.id,
      SecretString: version.text,
      SecretBinary: version.binary,
      VersionStages: stagesOf(secret, version),
      CreatedDate: version.created,
    };
  },

  DeleteSecret(input, context) {
    const secret = present(input, context);
    secret.deleted = now() + Number(input.RecoveryWindowInDays ?? 30) * 86_400;
    return { ARN: context.arnOf(secret.name), Name: secret.name, DeletionDate: secret.deleted };
  },

  RestoreSecret(input, context) {
    const secret = find(input, context);
    secret.deleted = undefined;
    return { ARN: context.arnOf(secret.name), Name: secret.name };
  },

  DescribeSecret: (input, context) => describe(find(input, context), context),

  ListSecrets(input, context) {
    const filters = (input.Filters ?? []) as readonly { readonly Key: string; readonly Values: readonly string[] }[];
    const names = filters.filter(({ Key }) => Key === 'name' || Key === 'all').flatMap(({ Values }) => Values);
    const found = [...context.secrets.values()]
      .filter(({ deleted }) => deleted === undefined)
      .filter(({ name }) => names.length === 0 || names.some((prefix) => name.startsWith(prefix)))
      .sort((left, right) => left.name.localeCompare(right.name))
      .filter(({ name }) => name > String(input.NextToken ?? ''));
    const page = found.slice(0, Number(input.MaxResults ?? 100));
    return {
      SecretList: page.map((secret) => describe(secret, context)),
      NextToken: page.length < found.length ? page.at(-1)?.name : undefined,
    };
  },
};

/** The operations after which the secrets are not what they were. */
export const CHANGING_OPERATIONS: ReadonlySet<string> = new Set([
  'CreateSecret',
  'PutSecretValue',
  'DeleteSecret',
  'RestoreSecret',
]);

const STAGES = ['AWSCURRENT', 'AWSPREVIOUS'];

const stagesOf = (secret: Secret, version: Version) =>
  STAGES.slice(secret.versions.indexOf(version), secret.versions.indexOf(version) + 1);

function find({ SecretId }: Input, { secrets, arnOf }: Context): Secret {
  const id = String(SecretId);
  const secret =
    secrets.get(id) ?? [...secrets.values()].find(({ name }) => [arnOf(name), arnOf(name).slice(0, -7)].includes(id));
  if (!secret) throw new Refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  return secret;
}

/** A secret that has not been deleted. */
function present(input: Input, context: Context): Secret {
  const secret = find(input, context);
  if (secret.deleted === undefined) return secret;
  throw new Refusal(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  );
}

function addVersion(secret: Secret, { ClientRequestToken, SecretString, SecretBinary }: Input): Version {
  const id = String(ClientRequestToken ?? randomUUID());
  const existing = secret.versions.find((version) => version.id === id);
  if (existing && (existing.text !== SecretString || existing.binary !== SecretBinary))
    throw new Refusal('ResourceExistsException', `A version ${id} with another value already exists.`);
  if (existing) return existing;
  if (SecretString === undefined && SecretBinary === undefined)
    throw new Refusal('InvalidRequestException', 'You must provide either SecretString or SecretBinary.');
  const text = SecretString === undefined ? undefined : String(SecretString);
  const binary = SecretBinary === undefined ? undefined : String(SecretBinary);
  const version = { id, created: now(), text, binary };
  secret.versions = [version, ...secret.versions].slice(0, STAGES.length);
  secret.changed = now();
  return version;
}

const describe = (secret: Secret, { arnOf }: Context) => ({
  ARN: arnOf(secret.name),
  Name: secret.name,
  CreatedDate: secret.created,
  LastChangedDate: secret.changed,
  DeletedDate: secret.deleted,
  VersionIdsToStages: Object.fromEntries(secret.versions.map((version) => [version.id, stagesOf(secret, version)])),
});

const now = () => Date.now() / 1000;
