import { useState } from 'preact/hooks';
import { Icon } from './icons.tsx';

const SHOWN_MS = 1500;

/** Puts a text on the clipboard. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = async () => {
    setState(
      await navigator.clipboard.writeText(text).then(
        () => 'copied' as const,
        () => 'failed' as const,
      ),
    );
    setTimeout(() => setState('idle'), SHOWN_MS);
  };
  const says = { idle: label, copied: 'Copied', failed: 'Not copied' }[state];
  return (
    <button type="button" class="button" onClick={copy}>
      <Icon name="copy" />
      <span aria-live="polite">{says}</span>
    </button>
  );
}
