import { useEffect, useEffectEvent, useState } from "react";

import { texts } from "../texts";
import "./Countdown.scss";

export interface CountdownProps {
  /** How many seconds it starts with. */
  seconds: number;
  /** Called once when no time is left. */
  onEnd: () => void;
  /** What ends, as a short text beside the ring. */
  label?: string;
}

const RADIUS = 10;
const LENGTH = 2 * Math.PI * RADIUS;
const TICK_MS = 250;

/** Counts seconds down, as a ring and in words. */
export function Countdown({ seconds, onEnd, label }: CountdownProps) {
  const left = useSecondsLeft(seconds, onEnd);
  const shown = Math.ceil(left);
  return (
    <span className="ck-countdown" role="timer">
      <svg width="24" height="24" viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">
        <circle className="ck-countdown__track" cx="12" cy="12" r={RADIUS} strokeWidth="3" />
        <circle
          className="ck-countdown__left"
          cx="12"
          cy="12"
          r={RADIUS}
          strokeWidth="3"
          strokeDasharray={LENGTH}
          strokeDashoffset={LENGTH * (1 - left / seconds)}
          transform="rotate(-90 12 12)"
        />
      </svg>
      {label !== undefined && <span>{label}</span>}
      <span className="ck-countdown__number">{texts.parts.countdown.left(shown)}</span>
    </span>
  );
}

function useSecondsLeft(seconds: number, onEnd: () => void): number {
  const [left, setLeft] = useState(seconds);
  const end = useEffectEvent(onEnd);

  useEffect(() => {
    const deadline = performance.now() + seconds * 1_000;
    const timer = setInterval(() => {
      const rest = Math.max(0, (deadline - performance.now()) / 1_000);
      setLeft(rest);
      if (rest > 0) return;
      clearInterval(timer);
      end();
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [seconds]);

  return left;
}
