import { useEffect, useState } from "react";

interface RowRange {
  first: number;
  last: number;
}

const PAUSE_MS = 60;

/** The rows in sight once the person pauses, so that pages which only fly past are not read. */
export function useSeenRange(): [RowRange, (first: number, last: number) => void] {
  const [seen, setSeen] = useState<RowRange>({ first: 0, last: 0 });
  const [settled, setSettled] = useState(seen);

  useEffect(() => {
    const timer = setTimeout(() => setSettled(seen), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [seen]);
  return [settled, (first, last) => setSeen({ first, last })];
}
