import { diagnose } from '../../core/doctor/diagnose.ts';
import type { Diagnosis } from '../../core/doctor/diagnosis.ts';
import type { Webhooks } from '../../core/index.ts';
import type { LoadDocument } from '../../core/signatures/document.ts';
import { addressedIn, tenantPath } from '../../core/tenants.ts';
import type { Deployment } from '../deployment.ts';
import type { ReadSecrets } from './open-all-secrets.ts';
import type { FiledRequest } from './read-delivery-file.ts';

/** What requests are diagnosed with. */
export interface Consultation {
  readonly deployment: Deployment;
  readonly webhooks: Webhooks;
  readonly secrets: ReadSecrets;
  readonly load: LoadDocument;
}

/** Requests of one source, and one tenant, about which the same was found. */
export interface Group {
  readonly source: string;
  readonly tenant?: string | undefined;
  /** The newest first. */
  readonly requests: readonly FiledRequest[];
  /** That of the newest one. */
  readonly diagnosis: Diagnosis;
}

/** Bytes to digest for a request that is the only one asked about: some seconds. */
const THOROUGH = 6e9;
/** The same for each of many. */
const QUICK = 1e8;
/** How many of a source's requests that nothing was found about are looked at thoroughly. */
const MOST_THOROUGH = 2;

/** Opens what the doctor needs: today's secrets and those before, of all sources, and documents that signatures name. */
export async function openConsultation(deployment: Deployment, webhooks: Webhooks): Promise<Consultation> {
  const [{ openAllSecrets }, { documentCache }, { loadDocument }] = await Promise.all([
    import('./open-all-secrets.ts'),
    import('../../lambda/verifier/document-cache.ts'),
    import('../../lambda/verifier/load-document.ts'),
  ]);
  const load = documentCache({ load: loadDocument, now: Date.now }).loadWithin(Number.POSITIVE_INFINITY);
  return { deployment, webhooks, secrets: await openAllSecrets(deployment, webhooks), load };
}

/** Diagnoses one request as thoroughly as it takes. */
export const diagnoseOne = (request: FiledRequest, consultation: Consultation, others: readonly FiledRequest[] = []) =>
  diagnoseWith(request, consultation, others, THOROUGH);

/** Diagnoses the requests of one source and puts together those about which the same was found; the largest group first. */
export async function diagnoseAll(requests: readonly FiledRequest[], consultation: Consultation): Promise<Group[]> {
  const groups = new Map<string, { readonly requests: FiledRequest[]; readonly diagnosis: Diagnosis }>();
  let thorough = 0;
  for (const request of requests) {
    let diagnosis = await diagnoseWith(request, consultation, requests, QUICK);
    if (diagnosis.cutShort && thorough++ < MOST_THOROUGH)
      diagnosis = await diagnoseWith(request, consultation, requests, THOROUGH);
    const name = tenantPath(request.source, request.tenant) + kindOf(diagnosis);
    const group = groups.get(name);
    if (group) group.requests.push(request);
    else groups.set(name, { requests: [request], diagnosis });
  }
  return [...groups.values()]
    .map((group) => ({ ...group, source: group.requests[0]?.source ?? '', tenant: group.requests[0]?.tenant }))
    .sort((left, right) => right.requests.length - left.requests.length);
}

/** Where a byte is corrupted, or how late a request is, makes no other mistake of it. */
function kindOf({ findings }: Diagnosis): string {
  const told = findings.filter(({ certain }) => certain);
  return (told.length > 0 ? told : findings.slice(0, 1))
    .map(({ id, evidence, certain }) => `\n${id} ${certain && id.includes('secret') ? evidence : ''}`)
    .join();
}

async function diagnoseWith(
  { source: name, tenant, delivery, receivedAt }: FiledRequest,
  { deployment, webhooks, secrets: readSecrets, load }: Consultation,
  others: readonly FiledRequest[],
  work: number,
): Promise<Diagnosis> {
  const path = tenantPath(name, tenant);
  const source = addressedIn(webhooks, name, tenant);
  if (!source) throw new Error(`there is no source "${path}" in the configuration any more`);
  const secrets = await readSecrets(source.tenant === undefined ? undefined : path);
  const diagnosis = await diagnose(
    { delivery, receivedAt: Date.parse(receivedAt) },
    {
      // To the doctor a tenant is a source, with a secret of that name.
      source: { ...source, name: path },
      sources: Object.values(webhooks.sources),
      secrets,
      secretPrefix: deployment.secretPrefix,
      now: Date.now(),
      origins: [deployment.webhookUrl, deployment.origin ?? []].flat(),
      others: others
        .map((other) => other.delivery)
        .filter((other) => other !== delivery)
        .slice(0, 50),
      load,
      work,
    },
  );
  return tenant === undefined ? diagnosis : withCommands(diagnosis, path, `${name} --tenant ${tenant}`);
}

/** The commands in what is found name the tenant as it is typed. */
const withCommands = (diagnosis: Diagnosis, path: string, typed: string): Diagnosis => ({
  ...diagnosis,
  findings: diagnosis.findings.map((finding) => ({
    ...finding,
    mend: ['--source', 'secrets set', 'secrets rotate'].reduce(
      (mend, before) => mend.replaceAll(`${before} ${path}`, `${before} ${typed}`),
      finding.mend,
    ),
  })),
});
