import { render } from 'ink';
import type { Screen } from '../terminal.ts';
import { LiveView, type LiveViewProps } from './live-view.tsx';

/** A live view that is on the screen. */
export interface ShownView {
  /** Gives the terminal back as it was. */
  readonly close: () => void;
}

/** Puts a live view on the screen, beside what was there: closing it brings that back. */
export function showLiveView({ input, output }: Screen, props: LiveViewProps): ShownView {
  const { unmount } = render(<LiveView {...props} />, {
    stdin: input,
    stdout: output,
    exitOnCtrlC: false,
    patchConsole: false,
    alternateScreen: true,
    interactive: true,
  });
  let isOpen = true;
  return {
    close() {
      if (!isOpen) return;
      isOpen = false;
      unmount();
    },
  };
}
