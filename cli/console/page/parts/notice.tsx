import type { ComponentChildren } from 'preact';

/** Something that was done, or went wrong; a screen reader says it. */
export const Notice = ({
  tone,
  children,
}: {
  readonly tone?: 'good' | 'bad';
  readonly children: ComponentChildren;
}) => (
  <div class="notice" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
    {children}
  </div>
);

/** What a screen says that has nothing to show. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) => (
  <div class="empty">
    <h2>{title}</h2>
    {children}
  </div>
);
