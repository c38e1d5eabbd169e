import { NIST80053R5Checks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { allFindings, type Finding } from './findings.ts';
import { NIST_ANSWERS } from './nist-answers.ts';

/** What the pack NIST 800-53 R5 finds in an app. */
export const nistFindings = (app: IConstruct): Finding[] =>
  allFindings(app, [new NIST80053R5Checks(undefined, { verbose: true })]);

/** The name that a rule has in the table of answers. */
export const nistRule = ({ id }: Finding): string => id.replace(/^NIST\.800\.53\.R5-/, '').replace(/\[.*/, '');

/** A report in Markdown: each rule that finds something, what it asks for, where, and what there is to say to it. */
export function nistReport(apps: Readonly<Record<string, IConstruct>>): string {
  const found = Object.values(apps).flatMap(nistFindings);
  const rules = [...new Set(found.map(nistRule))].sort();
  return [
    '# NIST 800-53 R5',
    '',
    `What cdk-nag’s pack finds in ${Object.keys(apps).join(', ')}: ${found.length} findings of ${rules.length} rules.`,
    '',
    ...rules.flatMap((rule) => {
      const here = found.filter((finding) => nistRule(finding) === rule);
      return [
        `## ${rule}`,
        '',
        `- Asks: ${here[0]?.description}`,
        `- Answer: ${NIST_ANSWERS[rule] ?? 'none yet'}`,
        `- Resources (${here.length}): ${here.map(({ path }) => `\`${path}\``).join(', ')}`,
        '',
      ];
    }),
  ].join('\n');
}
