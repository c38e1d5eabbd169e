import { placeOf } from '../examine.ts';
import type { Mistake, Patient, SecretText, Undone } from '../patient.ts';

type Known = Omit<Mistake, 'undo'> & { readonly fits: (text: SecretText, patient: Patient) => boolean };

/** A text that this source does not take, and would have verified: what that means depends on where it stands. */
const ROWS: readonly Known[] = [
  {
    id: 'previous-version',
    says: 'The sender still signs with the secret that was replaced',
    mend: ({ source: { name } }) =>
      `Put the new secret into the provider's settings. Until then keep both: breakwater secrets rotate ${name} to the old one, and at once to the new one again. Then: breakwater quarantine release --source ${name}`,
    fits: ({ source, stage, trimmed }, { source: { name }, otherTexts }) =>
      source === name && stage === 'previous' && !otherTexts.some((other) => isExpired(other, name, trimmed)),
  },
  {
    id: 'expired-version',
    says: 'The sender still signs with an entry of the secret whose time is over',
    mend: ({ source: { name } }) =>
      `Put the new secret into the provider's settings. To let in what was refused: breakwater secrets rotate ${name} to the old one, and at once to the new one again. Then: breakwater quarantine release --source ${name}`,
    fits: ({ source }, { source: { name } }) => source === name,
  },
  {
    id: 'test-live-mix-up',
    says: 'Test and live are mixed up: it is signed with the secret of the other mode',
    mend: exchange,
    fits: ({ source }, { source: { name, provider }, sources }) => {
      const other = sources.find((each) => each.name === source);
      return other?.provider.id === provider.id && modeOf(name) !== modeOf(source);
    },
  },
  {
    id: 'other-source-secret',
    says: 'It is signed with the secret of another source',
    mend: exchange,
    fits: () => true,
  },
];

function exchange({ source: { name } }: Patient): string {
  return `Either the provider's endpoint points at the wrong source's URL, or the values of the two secrets were exchanged: correct the URL, or run breakwater secrets set ${name} --replace with the right one. Then: breakwater quarantine release --source ${name}`;
}

const isExpired = ({ source, stage, trimmed }: SecretText, name: string, text: string) =>
  source === name && stage === 'current' && trimmed === text;

const modeOf = (name: string) => {
  if (/(^|[-_])(test|sandbox|dev|staging)([-_]|$)/i.test(name)) return 'test';
  return 'live';
};

/** What each known text that this source does not take would have to mean. */
export function otherVersions(patient: Patient): { readonly mistake: Mistake; readonly undone: Undone }[] {
  return patient.otherTexts.flatMap((text) => {
    const key = patient.scheme.key(text.trimmed);
    const row = ROWS.find(({ fits }) => fits(text, patient));
    if (!key || !row) return [];
    const undone = { keys: [key], detail: `with ${placeOf(text, patient)}` };
    return [{ mistake: { ...row, undo: () => [undone] }, undone }];
  });
}

/** A row for each of those mistakes. */
export const otherSecret: readonly Mistake[] = ROWS.map((row) => ({
  ...row,
  undo: (patient) => otherVersions(patient).flatMap(({ mistake, undone }) => (mistake.id === row.id ? [undone] : [])),
}));
