import { useEffect, useState } from "react";

import { PAGE_SIZE } from "../../api/queries";

interface RowRange {
  first: number;
  last: number;
}

const PAUSE_MS = 60;

/**
 * The rows to read. It follows small steps at once; after a jump, as by dragging the scroll bar, it waits for a pause,
 * so that pages which only fly past are not read.
 */
export function useSettledRange(): [RowRange, (first: number, last: number) => void] {
  const [settled, setSettled] = useState<RowRange>({ first: 0, last: 0 });
  const [wanted, setWanted] = useState(settled);

  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);

  function follow(first: number, last: number): void {
    setWanted({ first, last });
    if (Math.abs(first - settled.first) < PAGE_SIZE) setSettled({ first, last });
  }
  return [settled, follow];
}
