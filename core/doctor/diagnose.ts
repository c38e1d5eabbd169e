import type { Diagnosis, Finding } from './diagnosis.ts';
import { examine } from './examine.ts';
import { guesses } from './guesses.ts';
import { type Laboratory, openLaboratory } from './laboratory.ts';
import { DELIVERY_MISTAKES, SEARCHES, SECRET_MISTAKES } from './mistakes/index.ts';
import { otherVersions } from './mistakes/other-secret.ts';
import type { DoctorContext, Mistake, Patient, RefusedRequest, Undone } from './patient.ts';
import { signs, worthwhile } from './signs.ts';
import { timeFinding } from './time-finding.ts';

/**
 * Finds out why a request was refused: it undoes one mistake after the other and checks the signature again. What then
 * verifies is what was wrong; only when nothing does, it guesses. Nothing it says holds a secret, a signature or the body.
 */
export async function diagnose(request: RefusedRequest, context: DoctorContext): Promise<Diagnosis> {
  const patient = examine(request, context);
  const laboratory = openLaboratory(patient);
  const { tolerance } = patient.source;
  const now = request.receivedAt;
  const verdict = await laboratory.check({}, tolerance === undefined ? { now } : { now, tolerance });
  const seen = signs(patient, verdict);
  const proven =
    (await findProven(patient, laboratory)) ??
    (await firstThatVerifies(worthwhile(SEARCHES, seen), patient, laboratory));
  const found = proven ?? seen;
  return {
    cause: verdict.ok ? undefined : verdict.cause,
    findings: found.length > 0 ? found : guesses(patient, verdict.ok ? undefined : verdict.cause),
    checks: laboratory.checks(),
    cutShort: !proven && laboratory.isSpent(),
  };
}

/** What is proven, the cheapest proof first: with nothing undone, then a secret, the delivery, and both of them. */
async function findProven(patient: Patient, laboratory: Laboratory): Promise<Finding[] | undefined> {
  if ((await laboratory.keyOf({})) !== -1) return [(await timeFinding(patient, laboratory)) ?? mended(patient)];
  return (
    (await firstThatVerifies(SECRET_MISTAKES, patient, laboratory)) ??
    (await firstThatVerifies(DELIVERY_MISTAKES, patient, laboratory)) ??
    (await findPair(patient, laboratory))
  );
}

async function firstThatVerifies(
  mistakes: readonly Mistake[],
  patient: Patient,
  laboratory: Laboratory,
): Promise<Finding[] | undefined> {
  for (const mistake of mistakes) {
    for (const undone of mistake.undo(patient)) {
      if ((await laboratory.keyOf(undone)) !== -1)
        return withTime([proven(mistake, undone, patient)], undone, patient, laboratory);
      if (laboratory.isSpent()) return undefined;
    }
  }
  return undefined;
}

/** Two mistakes at once: another secret that is known, and something about the delivery. */
async function findPair(patient: Patient, laboratory: Laboratory): Promise<Finding[] | undefined> {
  const versions = otherVersions(patient);
  const keys = versions.flatMap(({ undone }) => undone.keys ?? []);
  if (keys.length === 0) return undefined;
  for (const mistake of DELIVERY_MISTAKES) {
    for (const undone of mistake.undo(patient)) {
      const both = { keys, ...undone };
      const version = undone.keys ? undefined : versions[await laboratory.keyOf(both)];
      if (version) {
        const found = [proven(version.mistake, version.undone, patient), proven(mistake, undone, patient)];
        return withTime(found, both, patient, laboratory);
      }
      if (laboratory.isSpent()) return undefined;
    }
  }
  return undefined;
}

/** The time that was signed can be wrong besides. */
async function withTime(found: Finding[], undone: Undone, patient: Patient, laboratory: Laboratory) {
  const time = await timeFinding(patient, laboratory, undone);
  return time ? [...found, time] : found;
}

const proven = ({ id, says, mend }: Mistake, { detail }: Undone, patient: Patient): Finding => ({
  id,
  certain: true,
  proof: 'verified',
  says: `${says}.`,
  evidence: `The signature verifies ${detail}.`,
  mend: mend(patient),
});

const mended = ({ source: { name } }: Patient): Finding => ({
  id: 'nothing-wrong-now',
  certain: true,
  proof: 'verified',
  says: 'Nothing is wrong with it any more: the secret of today verifies it.',
  evidence: 'The signature verifies with the secret as it is now, over the request as it came.',
  mend: `Let it in: breakwater quarantine release --source ${name}`,
});
