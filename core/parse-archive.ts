import { type Archive, DEFAULT_ARCHIVE_DAYS } from './archive.ts';
import { asRecord, refuseUnknown, wholeNumber } from './parse-options.ts';

/** S3 counts in days; this is a hundred years. */
const DAYS = [1, 36_500] as const;

/** Checks what is said of the archive; what is wrong is added to the problems. */
export function parseArchive(given: unknown, problems: string[]): Archive | undefined {
  if (given === undefined || given === false) return undefined;
  if (given === true) return { retentionDays: DEFAULT_ARCHIVE_DAYS };
  const options = asRecord(given);
  if (!options) {
    problems.push(`"archive" is ${JSON.stringify(given)}; allowed: true, false, { retentionDays: 400 }`);
    return undefined;
  }
  const { retentionDays, ...unknown } = options;
  refuseUnknown('"archive"', unknown, ['retentionDays'], problems);
  return {
    retentionDays: wholeNumber('"archive"', 'retentionDays', retentionDays, DAYS, problems) ?? DEFAULT_ARCHIVE_DAYS,
  };
}
