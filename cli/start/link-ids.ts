import { parseJson } from '../../core/content.ts';
import type { LocalRunMessage } from '../../local/report.ts';
import { eventLink } from '../console/event-link.ts';
import { printable } from '../printable.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Terminals that make links of OSC 8, by what they set: https://github.com/Alhadis/OSC8-Adoption */
const KNOWN_PROGRAMS = ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'Tabby'];
const SETS_OF_THEIR_OWN = ['WT_SESSION', 'KITTY_WINDOW_ID', 'KONSOLE_VERSION'];
/** VTE draws them from 0.50 on. */
const LEAST_VTE = 5000;

/** Whether the terminal makes links of what says so. Others would show nothing of it, or rubbish. */
export function drawsLinks(environment: Environment): boolean {
  const { TERM_PROGRAM = '', VTE_VERSION = '0', FORCE_HYPERLINK } = environment;
  if (FORCE_HYPERLINK !== undefined) return FORCE_HYPERLINK !== '0';
  return (
    KNOWN_PROGRAMS.includes(TERM_PROGRAM) ||
    Number(VTE_VERSION) >= LEAST_VTE ||
    SETS_OF_THEIR_OWN.some((name) => environment[name] !== undefined)
  );
}

/**
 * Makes the event's id in the lines of a message a link to it in the console. The lines hold no sequences of others.
 * @param link - the one that opens the console
 */
export function linkIds(lines: readonly string[], { kind, text }: LocalRunMessage, link: string): readonly string[] {
  const { source, event } = Object(kind === 'log' ? parseJson(text) : undefined);
  if (typeof source !== 'string' || typeof event !== 'string') return lines;
  const shown = `[${printable(event)}]`;
  const linked = `[\u001b]8;;${eventLink(link, source, event)}\u001b\\${printable(event)}\u001b]8;;\u001b\\]`;
  return lines.map((line) => line.split(shown).join(linked));
}
