const PATHS = {
  events: 'M2 4h12M2 8h12M2 12h8',
  quarantine: 'M8 1.8 13.5 4v4c0 3.2-2.2 5.4-5.5 6.4C4.7 13.4 2.5 11.2 2.5 8V4L8 1.8Z',
  'dead-letters': 'M1.8 9.2h3.4l1 2h3.6l1-2h3.4M3.6 3h8.8l1.8 6.2v4H1.8v-4L3.6 3Z',
  issues: 'M8 2 14.4 13.4H1.6L8 2Zm0 4.4v3.2m0 1.9v.1',
  sources: 'M2 8h5m0 0L4.6 5.6M7 8l-2.4 2.4M9.5 2.5H14v11H9.5',
  metrics: 'M1.8 13.5h12.4M2 10.5 5.6 6l3 3 5.2-6',
  cost: 'M2.5 13.5h11M4 11V7.5M8 11V3M12 11V5.5',
  test: 'M14 2 7.2 8.8M14 2 9.6 14l-2.4-5.2L2 6.4 14 2Z',
  close: 'm4 4 8 8m0-8-8 8',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  replay: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3',
} as const;

export type IconName = keyof typeof PATHS;

/** A small drawing next to words that say the same. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);

/** The sign of Breakwater. */
export const Sign = () => (
  <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" fill="#0f6b72" />
    <path
      d="M5 13c4-4 7-4 11 0s7 4 11 0M5 20c4-4 7-4 11 0s7 4 11 0"
      fill="none"
      stroke="#fff"
      stroke-width="2.6"
      stroke-linecap="round"
    />
  </svg>
);
