import type { ComponentChildren, RefObject } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';

interface WindowListProps {
  readonly count: number;
  /** In pixels. */
  readonly rowHeight: number;
  readonly label: string;
  readonly element: RefObject<HTMLDivElement | null>;
  readonly row: (index: number) => ComponentChildren;
  /** Is told which rows are seen. */
  readonly onSeen: (first: number, last: number) => void;
}

/** Rows beyond the edge, so that scrolling shows no gap. */
const BEYOND = 8;

/** A list of which only the rows that are seen are in the page, however long it is. */
export function WindowList({ count, rowHeight, label, element, row, onSeen }: WindowListProps) {
  const [view, setView] = useState({ top: 0, height: 600 });
  const measure = useCallback(() => {
    const { scrollTop = 0, clientHeight = 600 } = element.current ?? {};
    setView((before) =>
      before.top === scrollTop && before.height === clientHeight ? before : { top: scrollTop, height: clientHeight },
    );
  }, [element]);
  useEffect(() => {
    measure();
    const observer = new ResizeObserver(measure);
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [measure, element]);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - BEYOND);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + BEYOND);
  useEffect(() => onSeen(first, last), [first, last, onSeen]);
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_, place) => first + place);
  return (
    <div class="window" ref={element} onScroll={measure}>
      <ol aria-label={label} style={{ height: `${count * rowHeight}px` }}>
        {indexes.map((index) => (
          <li key={index} style={{ top: `${index * rowHeight}px` }} aria-setsize={count} aria-posinset={index + 1}>
            {row(index)}
          </li>
        ))}
      </ol>
    </div>
  );
}
