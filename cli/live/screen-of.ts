import type { Terminal } from '../terminal.ts';

/** The screen to draw a view on, if there is one and nobody wants plain lines. */
export function screenOf(
  { plain, json }: { readonly plain?: boolean; readonly json?: boolean },
  { screen, environment }: Pick<Terminal, 'screen' | 'environment'>,
): Terminal['screen'] {
  const isPlain = plain || json || environment.TERM === 'dumb' || isSet(environment.CI);
  return isPlain ? undefined : screen;
}

const isSet = (value: string | undefined) => value !== undefined && !['', '0', 'false'].includes(value);
